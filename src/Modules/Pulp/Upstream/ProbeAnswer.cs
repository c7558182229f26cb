// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Upstream;

/// <summary>What an upstream said when it was asked for the file that a sync begins with.</summary>
/// <param name="Kind">The class of it.</param>
/// <param name="Words">What to change and why, for any item with this upstream and login: each names its own path; no secrets.</param>
internal sealed record ProbeAnswer(ProbeKind Kind, Func<Probe, string> Words)
{
    public ProbeAnswer(ProbeKind kind, string words)
        : this(kind, _ => words)
    {
    }

    /// <summary>
    /// A login that was refused is so for Pulp, too. All else is as seen from here: Pulp may have another route, trust another authority,
    /// or know another form of the upstream.
    /// </summary>
    public bool IsVerdict => Kind is ProbeKind.LoginRefused or ProbeKind.NotAllowed;
}

/// <summary>Classes of answers that call for different cures.</summary>
internal enum ProbeKind
{
    Fine,
    Unreachable,
    Untrusted,
    ProxyRefused,
    LoginRefused,
    LoginMissing,
    Missing,
    NotAllowed,
    Troubled,
}
