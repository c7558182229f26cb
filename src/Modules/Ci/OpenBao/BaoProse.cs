// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Api;

namespace Modules.Ci.OpenBao;

/// <summary>
/// What OpenBao says in sentences only, matched here and nowhere else. Its words change from release to release: each sentence stands in a
/// recording of a real server, but for that of a foreign snapshot, which stands in OpenBao's source.
/// </summary>
internal static class BaoProse
{
    /// <summary>It was started and not unsealed yet.</summary>
    public static bool IsSealed(Refusal refusal) => refusal.Says("is sealed");

    /// <summary>It has its keys already, which somebody else was told.</summary>
    public static bool HasKeys(Refusal refusal) => refusal.Says("already initialized");

    /// <summary>The token is known, and its policies do not allow this; an unknown token is refused in other words.</summary>
    public static bool LacksRight(Refusal refusal) => refusal.Says("* permission denied");

    /// <summary>The question for a mount's version is refused: no mount, or no right below it.</summary>
    public static bool HidesMount(Refusal refusal) => refusal.Says("preflight capability check");

    /// <summary>There is no such namespace.</summary>
    public static bool HasNoNamespace(Refusal refusal) => refusal.Says("namespace not found");

    /// <summary>Nothing is mounted at the path.</summary>
    public static bool HasNoEngine(Refusal refusal) => refusal.Says("no handler for route");

    /// <summary>A node of a cluster in which none leads.</summary>
    public static bool HasNoLeader(Refusal refusal) => refusal.Says("active cluster node not found");

    /// <summary>The scheme of the address is the wrong one.</summary>
    public static bool WantsTls(Refusal refusal) => refusal.Says("sent an HTTP request to an HTTPS server");

    /// <summary>A mount of secrets with versions is still made ready: the same request is good a moment later.</summary>
    public static bool IsUpgrading(Refusal refusal) => refusal.Says("Upgrading from non-versioned");

    /// <summary>A certificate would be good for longer than its authority's own.</summary>
    public static bool OutlivesAuthority(Refusal refusal) => refusal.Says("beyond the expiration of the CA");

    /// <summary>Nobody has made the authority of a mount of certificates yet.</summary>
    public static bool HasNoAuthority(Refusal refusal) =>
        refusal.Says("could not fetch the CA certificate") || refusal.Says("no default issuer currently configured");

    /// <summary>More than one entry of the storage takes.</summary>
    public static bool IsTooLarge(Refusal refusal) => refusal.Says("value being too large");

    /// <summary>The keys of a JWT method could not be fetched from where they should be.</summary>
    public static bool CannotFetchKeys(Refusal refusal) => refusal.Says("error checking");

    /// <summary>The text after a good PGP key is the one that is refused: the key itself was read.</summary>
    public static bool ReadTheKeyBefore(Refusal refusal) => refusal.Says("tag byte does not have MSB set");

    /// <summary>A snapshot of another cluster.</summary>
    public static bool IsOfOthers(Refusal refusal) => refusal.Says("different set of unseal keys");
}
