namespace Modules.Pulp.Upstream;

/// <summary>What an upstream said when it was asked for the file that a sync begins with.</summary>
/// <param name="Kind">The class of it.</param>
/// <param name="Message">In words, with what to change; no secrets.</param>
internal sealed record ProbeAnswer(ProbeKind Kind, string Message)
{
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
