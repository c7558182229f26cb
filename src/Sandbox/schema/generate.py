#!/usr/bin/env python3
"""Writes entities.json and bodies.json, what the sandbox knows of Pulp's entities, orderings.json and access_policies.json.

usage: generate.py API_JSON GOLDEN_CASES_DIR   (API_JSON may be the api.json.gz beside this script)

Fields, types, choices, limits and filters come from Pulp's own OpenAPI description. That lists fields by the
alphabet, so the order in which Pulp shows them comes from the recorded answers; types that were never recorded
follow their family. What neither source says (model names, model defaults) stands in the tables below.
"""
import glob
import gzip
import json
import os
import re
import sys

ROOT = '/pulp/api/v3/'
FAMILIES = ('repositories/', 'remotes/', 'publications/', 'distributions/', 'contentguards/', 'content/')
OTHERS = ('users/', 'groups/', 'roles/', 'acs/', 'signing-services/', 'pulp_container/namespaces/', 'access_policies/',
          'exporters/core/pulp/', 'importers/core/pulp/')

# Model names that the schema's names do not give away.
MODELS = {
    'contentguards/core/composite': ('core', 'CompositeContentGuard'),
    'contentguards/core/content_redirect': ('core', 'ContentRedirectContentGuard'),
    'contentguards/core/header': ('core', 'HeaderContentGuard'),
    'contentguards/core/rbac': ('core', 'RBACContentGuard'),
    'content/python/packages': ('python', 'PythonPackageContent'),
    'distributions/core/artifacts': ('core', 'ArtifactDistribution'),
    'users': ('auth', 'User'),
    'groups': ('core', 'Group'),
    'roles': ('core', 'Role'),
    'signing-services': ('core', 'SigningService'),
    'access_policies': ('core', 'AccessPolicy'),
    'exporters/core/pulp': ('core', 'PulpExporter'),
    'importers/core/pulp': ('core', 'PulpImporter'),
}

# Defaults that live in Pulp's models rather than in its serializers.
DEFAULTS = {
    'tls_validation': True,
    'retain_package_versions': 0,
    'repo_config': {},
    'allow_package_substitution': True,
    'publish_upstream_release_fields': True,
    'signing_service_release_overrides': {},
    'is_active': True,
    'keep_latest_packages': 0,
    'exclude_platforms': [],
    'headers': None,
    'structured': True,
    'layout': None,
    'sqlite_metadata': False,
    'metadata_checksum_type': None,
    'package_checksum_type': None,
}
DEFAULTS_OF = {
    ('publications/deb/apt', 'layout'): 'nested_alphabetically',
    ('publications/rpm/rpm', 'checksum_type'): 'sha256',
    ('publications/rpm/rpm', 'layout'): 'nested_alphabetically',
    ('remotes/python/python', 'policy'): 'on_demand',
    ('remotes/container/pull-through', 'policy'): 'on_demand',
}

# What a field may point at; the rest of the references are of the family named here.
TARGETS = {
    'remote': ['remotes/'],
    'repository': ['repositories/'],
    'repositories': ['repositories/'],
    'versions': ['versions/'],
    'start_versions': ['versions/'],
    'repository_version': ['versions/'],
    'base_version': ['versions/'],
    'publication': ['publications/'],
    'content_guard': ['contentguards/'],
    'guards': ['contentguards/'],
    'source_repository': ['repositories/container/'],
    'source_repository_version': ['versions/'],
    'signing_service': ['signing-services/'],
    'manifest_signing_service': ['signing-services/'],
    'metadata_signing_service': ['signing-services/'],
    'package_signing_service': ['signing-services/'],
}
TARGETS_OF = {
    ('distributions/container/container', 'content_guard'): ['contentguards/core/content_redirect/'],
    ('distributions/container/pull-through', 'content_guard'): ['contentguards/core/content_redirect/'],
}

# Fields the schema still lists, though the server stopped showing them.
GONE = {'gpgcheck', 'repo_gpgcheck'}

# Content types as a version's content_summary names them, where that is not the singular of the path.
UNIT_TYPES = {
    'deb/generic_contents': 'deb.generic',
    'deb/package_indices': 'deb.package_index',
    'deb/installer_file_indices': 'deb.installer_file_index',
    'deb/source_indices': 'deb.source_index',
    'deb/release_architectures': 'deb.release_architecture',
    'deb/source_release_components': 'deb.source_package_release_component',
    'python/packages': 'python.python',
    'python/provenance': 'python.package_provenance',
    'rpm/advisories': 'rpm.advisory',
    'rpm/packagecategories': 'rpm.packagecategory',
    'rpm/modulemd_defaults': 'rpm.modulemd_defaults',
    'rpm/packagelangpacks': 'rpm.packagelangpacks',
}

# Request bodies of actions, by the name of their schema.
BODIES = ('RepositorySyncURL', 'RpmRepositorySyncURL', 'AptRepositorySyncURL', 'ContainerRepositorySyncURL',
          'RepositoryAddRemoveContent', 'Purge', 'OrphansCleanup', 'Repair', 'Upload', 'UploadCommit', 'GroupUser',
          'SetLabel', 'UnsetLabel', 'ReclaimSpace', 'TagImage', 'UnTagImage', 'TagCopy', 'ManifestCopy', 'RecursiveManage', 'RemoveImage', 'NestedRole', 'Copy',
          'UserRole', 'GroupRole', 'PulpExport', 'PulpImport', 'PulpImportCheck')

FAMILY_ORDER = {
    'repositories': 'pulp_href prn pulp_created pulp_last_updated versions_href pulp_labels latest_version_href name '
                    'description retain_repo_versions remote autopublish',
    'remotes': 'pulp_href prn pulp_created pulp_last_updated name url pulp_labels policy hidden_fields ca_cert '
               'client_cert client_key tls_validation proxy_url proxy_username proxy_password username password '
               'max_retries total_timeout connect_timeout sock_connect_timeout sock_read_timeout headers '
               'download_concurrency rate_limit',
    'publications': 'pulp_href prn pulp_created pulp_last_updated repository_version repository',
    'distributions': 'pulp_href prn pulp_created pulp_last_updated base_path base_url content_guard '
                     'no_content_change_since hidden pulp_labels name repository publication checkpoint',
    'contentguards': 'pulp_href prn pulp_created pulp_last_updated name description',
    'acs': 'pulp_href prn pulp_created pulp_last_updated name last_refreshed paths remote',
    'exporters': 'pulp_href prn pulp_created pulp_last_updated name path repositories last_export',
    'importers': 'pulp_href prn pulp_created pulp_last_updated name repo_mapping',
    'content': 'pulp_href prn pulp_created pulp_last_updated pulp_labels vuln_report artifact artifacts relative_path '
               'md5 sha1 sha224 sha256 sha384 sha512',
}

# Like its repository, which was recorded.
FAMILY_ORDER['publications/rpm/rpm'] = FAMILY_ORDER['publications'] + (
    ' checkpoint checksum_type metadata_checksum_type package_checksum_type sqlite_metadata repo_config compression_type layout')


def recorded_orders(cases):
    orders = {}

    def walk(node, asked):
        if isinstance(node, dict):
            href = node.get('pulp_href')
            if isinstance(href, str) and 'state' not in node:
                path = re.sub(r'/[^/]+/$', '', href[len(ROOT):])
                # The list of a whole family shows less than the type's own.
                if asked.startswith(ROOT + path) and len(node) > len(orders.get(path, ())):
                    orders[path] = list(node)
            for value in node.values():
                walk(value, asked)
        elif isinstance(node, list):
            for value in node:
                walk(value, asked)

    for name in sorted(glob.glob(os.path.join(cases, '*', '*.json'))):
        for exchange in json.load(open(name))['exchanges']:
            body = exchange['response']['body']
            if isinstance(body, dict):
                walk({k: v for k, v in body.items() if k != 'result'}, exchange['request']['path'])
    return orders


class Api:
    def __init__(self, document):
        self.paths = document['paths']
        self.schemas = document['components']['schemas']

    def resolve(self, schema):
        """The schema with one level of references and allOf/oneOf unfolded."""
        schema = dict(schema)
        for key in ('allOf', 'oneOf', 'anyOf'):
            for part in schema.pop(key, []):
                schema = {**self.resolve(part), **schema}
        if '$ref' in schema:
            target = self.schemas[schema.pop('$ref').split('/')[-1]]
            schema = {**self.resolve(target), **schema}
        return schema

    def body(self, operation):
        content = operation.get('requestBody', {}).get('content', {})
        for kind in ('application/json', 'multipart/form-data'):
            if kind in content:
                return self.resolve(content[kind]['schema'])
        return None

    def item(self, operation):
        page = self.resolve(operation['responses']['200']['content']['application/json']['schema'])
        reference = page['properties']['results']['items']['$ref'].split('/')[-1]
        return reference, self.resolve({'$ref': '#/components/schemas/' + reference})


def kind_of(schema, api):
    kind = schema.get('type')
    if kind is None:
        return 'string' if 'enum' in schema else 'json'
    if kind == 'string':
        if schema.get('format') == 'uri' and 'minLength' in schema:
            return 'string'  # a URL that a person types; Pulp's own references have no such thing
        return {'date-time': 'datetime', 'binary': 'file', 'uri': 'reference', 'email': 'email'}.get(schema.get('format'), 'string')
    if kind == 'array':
        return 'list'
    if kind == 'object':
        return 'map' if schema.get('additionalProperties') else 'json'
    return kind


def field(name, path, read, write, required, api):
    schema = api.resolve(write if write is not None else read)
    result = {'name': name, 'kind': kind_of(schema, api)}
    if write is None:
        result['readOnly'] = True
    if read is None:
        result['writeOnly'] = True
    if name in required:
        result['required'] = True
    if schema.get('nullable'):
        result['nullable'] = True
    if schema.get('minLength') == 1:
        result['notBlank'] = True
    if schema.get('maxLength'):
        result['maxLength'] = schema['maxLength']
    for limit in ('minimum', 'maximum'):
        if limit in schema:
            result[limit] = schema[limit]
    if 'enum' in schema:
        result['choices'] = [choice for choice in schema['enum'] if choice not in ('', None)]
    if result['kind'] == 'list':
        items = api.resolve(schema.get('items', {}))
        result['items'] = kind_of(items, api)
        if 'enum' in items:
            result['choices'] = items['enum']
    default = DEFAULTS_OF.get((path, name), DEFAULTS.get(name, schema.get('default')))
    if default is None and not schema.get('nullable') and name not in DEFAULTS:
        default = {'boolean': False, 'list': [], 'map': {}}.get(result['kind'])
        if result['kind'] in ('string', 'email') and path == 'users' and write is not None and name not in required:
            default = ''
    if default is not None:
        result['default'] = default
    if result['kind'] == 'reference' or (result['kind'] == 'list' and result['items'] == 'reference'):
        targets = TARGETS_OF.get((path, name), TARGETS.get(name, []))
        if targets and write is not None:
            result['targets'] = targets
    return result


def entity(path, operations, api, orders):
    reference, read = api.item(operations['get'])
    create = api.body(operations['post']) if 'post' in operations else None
    detail = next((verbs for name, verbs in api.paths.items()
                   if name.startswith('{') and name.count('}') == 1 and name.endswith('}')
                   and 'get' in verbs and answers(verbs['get']) == reference), {})
    change = api.body(detail['put']) if 'put' in detail else None
    write = create or change
    plain = reference.removesuffix('Response')
    app, _, model = plain.rpartition('.')
    if path in MODELS:
        app, model = MODELS[path]
    app = app or path.split('/')[-2 if '/' in path else 0]

    reads, writes = read['properties'], (write or {}).get('properties', {})
    family = path.split('/')[0]
    order = orders.get(path) or FAMILY_ORDER.get(path if path in FAMILY_ORDER else family, 'pulp_href prn').split()
    # What was never shown in a recording of its type is not shown.
    unseen = set(reads) - set(orders[path]) if path in orders else set()
    names = (set(reads) | set(writes)) - GONE - (unseen - set(writes))
    known = [name for name in order if name in names]
    # Secrets are never shown; they are checked where their family has them.
    for name in FAMILY_ORDER.get(family, '').split():
        if name in names and name not in known:
            before = FAMILY_ORDER[family].split()[:FAMILY_ORDER[family].split().index(name)]
            known.insert(max((known.index(b) + 1 for b in before if b in known), default=0), name)
    ordered = known + sorted(names - set(known))
    required = (write or {}).get('required', [])
    result = {
        'path': path,
        'app': app,
        'model': model,
        'verbs': sorted({'list'} | ({'create'} if create else set()) | ({'update'} if 'patch' in detail else set())
                        | ({'delete'} if 'delete' in detail else set())),
        'filters': sorted(p['name'] for p in operations['get']['parameters'] if p['in'] == 'query'),
        'fields': [field(n, path, None if n in unseen else reads.get(n), writes.get(n), required, api) for n in ordered],
    }
    if family == 'content' and '/' in path:
        plugin, plural = path.split('/')[1:]
        result['unitType'] = UNIT_TYPES.get(f'{plugin}/{plural}', f"{plugin}.{plural.removesuffix('s')}")
    by_task = [verb for verb, operation in (('create', operations.get('post')), ('update', detail.get('patch')),
                                            ('delete', detail.get('delete'))) if operation and '202' in operation['responses']]
    if by_task:
        result['byTask'] = by_task
    return result


def answers(operation):
    schema = operation['responses'].get('200', {}).get('content', {}).get('application/json', {}).get('schema', {})
    return schema.get('$ref', '').split('/')[-1]


def orderings(api):
    """What each list may be ordered by; a list below an object goes by its last part."""
    return {
        url.removeprefix(ROOT).rstrip('/') if url.startswith(ROOT) else '*/' + url.rstrip('/').split('}')[-1]:
            sorted({name.lstrip('-') for name in parameter['schema']['items']['enum']})
        for url, operations in api.paths.items()
        for parameter in operations.get('get', {}).get('parameters', [])
        if parameter['name'] == 'ordering'
    }


def write_lines(name, rows):
    target = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(target, 'w', encoding='utf-8') as out:
        out.write('[\n' + ',\n'.join(json.dumps(row, ensure_ascii=False) for row in rows) + '\n]\n')


def main(api_json, cases):
    with (gzip.open if api_json.endswith('.gz') else open)(api_json, 'rt', encoding='utf-8') as source:
        api = Api(json.load(source))
    orders = recorded_orders(cases)
    entities = []
    for url, operations in sorted(api.paths.items()):
        path = url.removeprefix(ROOT).rstrip('/')
        typed = path.count('/') == 2 and (path + '/').startswith(FAMILIES) and not path.endswith('/upload')
        general = path + '/' in FAMILIES
        if 'get' in operations and (typed or general or (path + '/').startswith(OTHERS)):
            entities.append(entity(path, operations, api, orders))
    write_lines('entities.json', entities)

    bodies = []
    for name in BODIES:
        schema = api.schemas[name]
        required = schema.get('required', [])
        bodies.append({'name': name, 'fields': [field(n, name, None, p, required, api) for n, p in schema['properties'].items()]})
    write_lines('bodies.json', bodies)

    write_lines('orderings.json', [{'path': path, 'names': names} for path, names in sorted(orderings(api).items())])

    policies = json.load(open(os.path.join(cases, 'access_policy', '001-list.json')))['exchanges'][0]['response']['body']['results']
    wanted = ('permissions_assignment', 'creation_hooks', 'statements', 'viewset_name', 'queryset_scoping')
    write_lines('access_policies.json', [{k: policy[k] for k in wanted} for policy in reversed(policies)])


if __name__ == '__main__':
    main(*sys.argv[1:])
