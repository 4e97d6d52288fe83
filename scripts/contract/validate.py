#!/usr/bin/python3
"""Holds messages against the schemas of the contract, with a validator that is not the agent's.

usage: validate.py [--strict] SCHEMAS < messages

SCHEMAS is a directory of JSON Schemas (2020-12); each line of the input is {"type", "message"}, or with ".payload" behind the type what
was signed. With --strict a member that no
schema describes is wrong too, which a consumer must tolerate and the agent must not send. What is wrong is printed, and the exit code is 1.
"""
import base64
import json
import pathlib
import sys

from jsonschema import Draft202012Validator, FormatChecker


def closed(node):
    """The schema, refusing members that it does not describe."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    schema = {name: closed(value) for name, value in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        schema["additionalProperties"] = False
    return schema


def problems(schema, message, strict):
    schema = closed(schema) if strict else schema
    for error in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(message):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
    for name, member in schema.get("properties", {}).items():
        if "contentSchema" in member and isinstance(message.get(name), str):
            text = message[name]
            signed = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            yield from problems(member["contentSchema"], signed, strict)


def main(arguments):
    strict = "--strict" in arguments
    [directory] = [argument for argument in arguments if argument != "--strict"]
    schemas = {path.stem: json.loads(path.read_text()) for path in pathlib.Path(directory).glob("*.json")}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    wrong = 0
    for line in sys.stdin:
        entry = json.loads(line)
        schema = schemas.get(entry["type"].removesuffix(".payload"))
        if schema is not None and entry["type"].endswith(".payload"):
            schema = schema["properties"]["payload"]["contentSchema"]
        found = [f"no schema describes {entry['type']}"] if schema is None else problems(schema, entry["message"], strict)
        for problem in found:
            wrong += 1
            print(f"{entry['type']}: {problem}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
