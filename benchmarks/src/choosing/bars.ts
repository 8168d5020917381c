/** How many times the loop written by hand `decide` may take. */
export const decideBar = 1.5
/** How many times `decide` `explain` may take. */
export const explainBar = 4
