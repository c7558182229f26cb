// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;

namespace Modules.Pulp.Api;

/// <summary>A successful answer of Pulp.</summary>
internal sealed record PulpAnswer(HttpStatusCode Status, JsonNode? Body);
