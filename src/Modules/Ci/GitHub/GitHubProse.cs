// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Api;

namespace Modules.Ci.GitHub;

/// <summary>What GitHub says in sentences only, as its documentation writes it; matched here and nowhere else.</summary>
internal static class GitHubProse
{
    /// <summary>The token has used up its requests, for the hour or for the moment.</summary>
    public static bool IsRateLimit(Refusal refusal) => refusal.Says("rate limit");

    /// <summary>The organisation takes only tokens that its single sign-on knows.</summary>
    public static bool WantsSingleSignOn(Refusal refusal) => refusal.Says("SAML");

    /// <summary>The runner runs a job.</summary>
    public static bool IsBusy(Refusal refusal) => refusal.Says("busy");

    /// <summary>An older server does not know a field of the body.</summary>
    public static bool DoesNotKnow(Refusal refusal, string field) => refusal.Says(field);
}
