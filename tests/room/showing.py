"""What tests of the page ask of a view in a browser."""

WILD = '</script><!--<script><b onclick="x">&'
ROOM = "document.querySelector('.blockers-room').room"


def room(tab, script):
    return tab.evaluate(f"{ROOM}.{script}")


def until(tab, script, seconds=30):
    """Wait until an expression is true; the page forbids itself to evaluate text, which waiting inside it would do."""
    for _ in range(int(seconds * 20)):
        if tab.evaluate(script):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"never true: {script}")


def shown_at(tab, week, k=0):
    return tab.evaluate(f"Array.from({ROOM}.replays[{k}].stagesAt({week}))")
