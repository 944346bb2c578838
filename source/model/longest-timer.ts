/** The longest time, milliseconds, that a timer of JavaScript can wait: a longer one would end at once. */
export const longestTimerMs = 2_147_483_647;
