/** The shells that `rwatch completion` knows. */
export const shells = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof shells)[number];

/** The subcommand that the scripts ask: it takes the words typed so far and prints what the last may become. */
export const completingCommand = '__complete';

const ask = `rwatch ${completingCommand}`;

const scripts: Readonly<Record<Shell, string>> = {
	bash: `_rwatch() {
	local word
	COMPREPLY=()
	while IFS= read -r word; do
		COMPREPLY+=("$(printf '%q' "$word")")
	done < <(${ask} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _rwatch rwatch
`,
	zsh: `#compdef rwatch
_rwatch() {
	local -a found
	found=(\${(f)"$(${ask} "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
	if (( \${#found} )); then compadd -a found; else _files; fi
}
if [[ "\${funcstack[1]}" == _rwatch ]]; then _rwatch "$@"; else compdef _rwatch rwatch; fi
`,
	fish: `function __rwatch_complete
	set -l typed (commandline -opc)
	set -l current (commandline -ct)
	set -l found (${ask} $typed[2..-1] "$current" 2>/dev/null)
	if test (count $found) -gt 0
		printf '%s\\n' $found
	else
		__fish_complete_path "$current"
	end
end
complete -c rwatch -f -a '(__rwatch_complete)'
`,
};

/** What a shell reads to complete the words after `rwatch`. */
export const completionScript = (shell: Shell): string => scripts[shell];
