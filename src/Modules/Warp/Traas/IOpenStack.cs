// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Refit;

namespace Modules.Warp.Traas;

/// <summary>Keystone, as Refit writes it out at build time. Addresses are whole.</summary>
internal interface IKeystone
{
    [Post("")]
    Task<IApiResponse<JsonNode>> IssueAsync([Url] string address, [Body(buffered: true)] JsonObject login, CancellationToken ct);
}

/// <summary>Nova, the same.</summary>
internal interface INova
{
    [Get("")]
    Task<IApiResponse<JsonNode>> ListAsync([Url] string address, CancellationToken ct);
}
