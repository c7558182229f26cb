// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Refit;

namespace Modules.Ci.GitLab;

/// <summary>A call of GitLab's interface.</summary>
internal delegate Task<IApiResponse<JsonNode>> GitLabCall(IGitLab gitlab, CancellationToken ct);
