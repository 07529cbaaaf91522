"""What everybody who speaks to the job engine must agree on."""

QUEUE = "runs"
WORKFLOW = "carry_out_run"
ENGINE_VERSION = "1"
"""Raised by hand when an older program's begun runs must not be taken up by this one."""
POLL_S = 0.5
