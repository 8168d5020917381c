/**
 * By which field of the queue call's answer Aivo's events will name the conversation, as `roomId`. Both are UUIDs; that
 * they are the same is not documented: this is a guess, kept here alone, and configuration can put another in its place.
 */
export const assumedRoom = 'conversationId'
