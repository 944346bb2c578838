/** What a line is part of: `indented` continues whatever it is; `chained` is followed by the trace of a cause. */
export type Trace = 'none' | 'indented' | 'trace' | 'python' | 'go' | 'chained';

const frame = /^\s+(?:at\s|File "|from\s)/;
const closing = /^[)\]}]+[,;]?$/;
const further =
	/^(?:Caused by: |Suppressed: |\.\.\. \d+ |created by |\[signal |exit status \d|goroutine \d+ \[)/;
const chained =
	/^(?:During handling of the above exception|The above exception was the direct cause|\[?[Cc]ause\]?:)/;
const python = /^Traceback \(most recent call last\):/;
const go = /^(?:panic|fatal error): /;
const exception =
	/^(?:Exception in thread |Unhandled|Uncaught|(?:[\w$]+\.)*[\w$]*(?:Exception|Error)(?::|$)|thread '[^']*' panicked)/;
// `main.(*Server).serve(0xc000010000)`
const goFrame = /^[\w./*()$[\]{}-]+\(.*\)$/;

// The rest of a line says nothing about its beginning.
const maxLooked = 300;

/** Which trace a line begins, or null. */
export const beginsTrace = (text: string): Trace | null => {
	const front = text.slice(0, maxLooked);
	if (python.test(front)) return 'python';
	if (go.test(front)) return 'go';
	return exception.test(front) ? 'trace' : null;
};

const isIndented = (text: string): boolean => text.startsWith(' ') || text.startsWith('\t');

/**
 * What a line is part of, given what the line before it was part of; null where it begins something else.
 *
 * @param text without colours
 * @param mayHaveTrace whether the trace of an exception can belong to the line before
 */
export const traceAfter = (text: string, before: Trace, mayHaveTrace: () => boolean): Trace | null => {
	const front = text.slice(0, maxLooked);
	if (front.trim() === '') return before === 'none' || before === 'indented' ? null : before;
	if (isIndented(front)) {
		if (before === 'none' || before === 'indented') return frame.test(front) ? 'trace' : 'indented';
		return before;
	}

	if (closing.test(front)) return before === 'indented' ? 'indented' : null;
	if (chained.test(front)) return before === 'none' ? null : 'chained';
	if (further.test(front)) {
		if (before === 'none' && !mayHaveTrace()) return null;
		return front.startsWith('goroutine') ? 'go' : 'trace';
	}

	const begun = beginsTrace(front);
	if (begun !== null && (before === 'chained' || (before === 'none' && mayHaveTrace()))) return begun;
	// The exception itself stands below its frames.
	if (before === 'python') return 'trace';
	return before === 'go' && goFrame.test(front) ? 'go' : null;
};
