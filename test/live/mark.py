"""Changes the grains that the master has of a minion, and says so on the bus. Takes lines of JSON: [minion, grains]."""

import json
import sys

import salt.cache
import salt.config
import salt.utils.event

opts = salt.config.master_config(sys.argv[1])
cache = salt.cache.factory(opts)
bus = salt.utils.event.get_event("master", sock_dir=opts["sock_dir"], opts=opts, listen=False)
for line in sys.stdin:
    minion, grains = json.loads(line)
    bank = "minions/" + minion
    known = cache.fetch(bank, "data") or {}
    known.setdefault("grains", {}).update(grains)
    cache.store(bank, "data", known)
    bus.fire_event({"Minion data cache refresh": minion}, "minion/refresh/" + minion)
