// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.GitHub.Runners;

/// <summary>A runner on both of its sides.</summary>
/// <param name="IsInstalled">The programs are there, in the version that is wanted.</param>
/// <param name="Here">The registration that the folder holds; null for none.</param>
/// <param name="There">What the server has under that name; null for nothing, and where it was not asked.</param>
/// <param name="WasAsked">Whether the server was asked.</param>
/// <param name="HasEnv">The variables of jobs are those that are wanted.</param>
/// <param name="Service">Its name; null for none.</param>
/// <param name="IsActive">Whether the service runs.</param>
/// <param name="Former">What the server has of the folder's registration under another name; null for nothing.</param>
/// <param name="HasUnit">Whether systemd knows the service: its unit may be gone where the folder stayed.</param>
internal sealed record RunnerSeen(
    bool IsInstalled,
    (long Id, string Name, string Url)? Here,
    RegisteredRunner? There,
    bool WasAsked,
    bool HasEnv,
    string? Service,
    bool IsActive,
    RegisteredRunner? Former = null,
    bool HasUnit = true)
{
    /// <summary>Which of the four states it is in, for people.</summary>
    public string Words => (Here, There, WasAsked) switch
    {
        _ when Former is not null => $"registered here and with GitHub under another name: '{Former.Name}'",
        (null, null, true) => "registered nowhere",
        (null, null, false) => "not registered here",
        (null, not null, _) => "registered with GitHub, but not here: the host was rebuilt",
        (not null, null, true) => "registered here, but GitHub has dropped it",
        (not null, null, false) => "registered here",
        ({ } here, { } there, _) when here.Id != there.Id => "registered here, but GitHub has another one of that name",
        _ => "registered",
    };
}
