#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the table of operations that api_call knows, out of Pulp's own schema.

usage: build/operations.py api.json > src/Modules/Pulp/Api/operations.txt

A line an operation: its id, method, path below the API, the set of query parameters and the set of body fields.
Sets stand first, under a number each, since many operations share them.
"""
import json
import sys

ROOT = '/pulp/api/v3/'
LETTERS = {'string': 's', 'integer': 'i', 'boolean': 'b', 'number': 'n', 'array': 'a', 'object': 'o'}


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        schema = json.load(file)
    sets, lines = {}, []

    def resolve(part):
        while '$ref' in part:
            part = schema['components']['schemas'][part['$ref'].split('/')[-1]]
        return part

    def letter(part):
        part = resolve(part)
        for several in ('allOf', 'oneOf'):
            if several in part:
                return letter(part[several][0])
        return LETTERS.get(part.get('type'), 'x')

    def number_of(names):
        return sets.setdefault(' '.join(sorted(names)), len(sets))

    for path, methods in schema['paths'].items():
        for method, operation in methods.items():
            if 'operationId' not in operation:
                continue
            query = [('!' if each.get('required') else '') + each['name'] + ':' + letter(each['schema'])
                     for each in operation.get('parameters', []) if each['in'] == 'query']
            body = '-'
            contents = operation.get('requestBody', {}).get('content', {})
            if contents:
                content = contents.get('application/json') or contents['application/x-www-form-urlencoded']
                fields = resolve(content['schema'])
                body = str(number_of([('!' if name in fields.get('required', []) else '') + name + ':' + letter(field)
                                      for name, field in fields.get('properties', {}).items()]))
                if 'application/json' not in contents:
                    body += 'f'
            lines.append(f"{operation['operationId']} {method.upper()} {path.removeprefix(ROOT)} {number_of(query)} {body}")

    for names, number in sets.items():
        print(number, names)
    print()
    print('\n'.join(sorted(lines)))


main()
