// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>The two modules that mount something.</summary>
internal static class MountModules
{
    public static readonly IModule SecretEngine = new MountModule(
        "openbao_secret_engine",
        MountKind.SecretEngine,
        Argument.Text("path") with { Required = true },
        Argument.Text("type") with { Default = "kv" },
        Argument.Number("version") with { Minimum = 1, Maximum = 2 });

    public static readonly IModule AuthMethod = new MountModule(
        "openbao_auth_method",
        MountKind.AuthMethod,
        Argument.Text("path") with { Default = "jwt" },
        Argument.Text("type") with { Default = "jwt" },
        null);
}
