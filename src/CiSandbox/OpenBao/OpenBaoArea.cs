// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.Areas;

namespace CiSandbox.OpenBao;

/// <summary>OpenBao: one node, held to what a real 2.7.2 was recorded to answer.</summary>
internal static class OpenBaoArea
{
    public static readonly Area Area = new("openbao", "be an OpenBao, not initialised", settings => new OpenBaoServer(settings))
    {
        Words = new Dictionary<string, string>
        {
            ["cluster"] = "the cluster's name (default sandbox)",
            ["journal"] = "the file that keeps its data; without one they are gone with it",
            ["refused-writes"] = "how many writes a new KV 2 engine refuses at first (default 0)",
        },
    };

    public static readonly Area Standby = new(
        "openbao-standby", "be a second node of the OpenBao named before it", settings => new OpenBaoServer(settings, isStandby: true))
    {
        IsOnRequest = true,
        Words = new Dictionary<string, string> { ["lag"] = "how many answers a write is older that it forwarded (default 0)" },
    };
}
