/**
 * Asks one question in the terminal; `secret` answers are not echoed. Rejects with `PromptInterrupted` when the person
 * leaves it without an answer.
 */
export type Ask = (question: string, options: {readonly secret: boolean}) => Promise<string>;
