/** The one help text, as `--help` prints it and the readme quotes it. */
export const helpText = `Live terminal monitor for Rancher 1.x, Rancher 2.x and Salt

Usage
  rwatch [source …] [options]
  rwatch config check|path

A source is a URL, or the name of a source in the configuration file. Without one: all sources in the
file, else those that the environment names, else those that the Rancher CLI and pepper know.

  rancher1+https://host[/v2-beta/projects/1a5]
  rancher2+https://host[/v3/clusters/c-x | /v3/projects/c-x:p-y | /k8s/clusters/c-x]
  salt+https://host:8000
  https://host                    the server is asked what it is

Options
  --demo                          watch simulated servers inside the process: no network, no configuration
  --demo-size <n>                 about so many rows in the demo (default 400)
  --config <file>                 default $XDG_CONFIG_HOME/rwatch/config.yaml
  -k, --kind <kind>               first view: all, containers, pods, minions, …
  -f, --filter <expression>       initial filter: text, /regular expression/, or fields such as state:starting
  --sort <column>[:desc]          initial sort
  --once                          print one snapshot and exit
  --follow                        print every change, one per line, until interrupted
  --until <expression>            exit 0 as soon as every row in the filter matches, 5 at --timeout
  --timeout <duration>            for --once (default 30s) and --until: 500ms, 30s, 5m, 1h
  -o, --output <format>           table, json, ndjson, csv or yaml, for the three above
  --raw                           with --once -o json: add the objects as the server has them
  --read-only                     no action can be fired
  --all-projects                  Rancher 1: every environment that an administrator may see
  --ca-file <file>                trust these certificate authorities too
  --insecure                      do not verify TLS certificates
  --salt-transport sse|ws         how a Salt master's events are followed (default sse)
  --record <file>                 write what the sources say to a file, without secrets
  --replay <file>                 show such a file again
  --speed <n>                     how many times as fast (default 1)
  --no-session                    with --once: ask a Salt master without opening a session
  --ascii                         no characters beyond ASCII for frames and signs
  --no-color                      no colours
  --theme <name>                  colours: default, light, colour-blind or mono
  --fps <n>                       most frames a second, 1 to 60 (default 15)
  --log-file <file>               write the program's own log
  --log-level <level>             error, warn, info or debug (default info)
  --help, --version

Credentials come from the configuration file, from the environment (RANCHER_URL with RANCHER_ACCESS_KEY
and RANCHER_SECRET_KEY or RANCHER_TOKEN; SALTAPI_URL with SALTAPI_USER and SALTAPI_PASS), from
~/.rancher/cli.json, ~/.rancher/cli2.json or ~/.pepperrc, or are asked for; never from the arguments.

Exit codes
  0 done   1 failed   2 wrong usage   3 refused   4 nothing reached   5 --until not met   128+n signal n
`;
