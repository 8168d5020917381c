/** The secret that all who are compared share. */
export const secret = 'the-secret-of-the-benchmark'
