"""Does to a master, and to the minion whose configuration is the second argument, what salt-api has no call for. Takes lines of JSON, a list each:

["refresh"]: the minion reads its grains again, without a job, and says so;
["fire", tag, count]: so many events at once, and then one of the tag <tag>/end;
["polls", count]: so many jobs of programs that look around lie in the job cache.
"""

import datetime
import json
import sys

import salt.config
import salt.minion
import salt.utils.event

opts = salt.config.master_config(sys.argv[1])
bus = salt.utils.event.get_event("master", sock_dir=opts["sock_dir"], opts=opts, listen=False)


def refresh():
    minion = salt.config.minion_config(sys.argv[2])
    near = salt.utils.event.get_event("minion", sock_dir=minion["sock_dir"], opts=minion, listen=False)
    near.fire_event({"force_refresh": True}, "pillar_refresh")


def fire(tag, count):
    for number in range(count):
        bus.fire_event({"number": number}, tag)
    bus.fire_event({}, tag + "/end")


def polls(count):
    returners = salt.minion.MasterMinion(opts, states=False, rend=False).returners
    now = datetime.datetime.now(datetime.timezone.utc)
    for number in range(count):
        jid = (now - datetime.timedelta(milliseconds=number)).strftime("%Y%m%d%H%M%S%f")
        load = {"jid": jid, "fun": "wheel.minions.connected", "tgt": opts["id"], "tgt_type": "list", "user": "UNKNOWN"}
        returners["local_cache.prep_jid"](passed_jid=jid)
        returners["local_cache.save_load"](jid, load)
    bus.fire_event({}, "polls/end")


for line in sys.stdin:
    name, *arguments = json.loads(line)
    {"refresh": refresh, "fire": fire, "polls": polls}[name](*arguments)
