namespace Modules.Pulp.Upstream;

/// <summary>What an upstream said when it was asked for the file that a sync begins with.</summary>
/// <param name="Kind">The class of it.</param>
/// <param name="Message">In words, with what to change; no secrets.</param>
internal sealed record ProbeAnswer(ProbeKind Kind, string Message);

/// <summary>Classes of answers that call for different cures.</summary>
internal enum ProbeKind
{
    Fine,
    Unreachable,
    Untrusted,
    ProxyRefused,
    LoginRefused,
    Missing,
    NotAllowed,
    Troubled,
}
