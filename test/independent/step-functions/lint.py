"""statelint's verdicts: definitions as a JSON list on the standard input, a list of problems for each on the output."""

import json
import sys

from statelint.config import Config
from statelint.linter import Linter
from statelint.problem import ProblemType

# A whole number is a number: AWS takes `"BackoffRate": 2`.
config = Config([ProblemType.FLOAT])
print(json.dumps([Linter.validate(definition, config) for definition in json.load(sys.stdin)]))
