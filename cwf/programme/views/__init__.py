"""The organisers' pages of a programme, below /<lang>/manage/editions/<edition>.

Each view looks its edition up by what the account may reach, and everything else through the
edition. A form that cannot be taken comes back with 422, one over an older version with 409.
"""

from flask import Blueprint

bp = Blueprint("programme_manage", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>")
