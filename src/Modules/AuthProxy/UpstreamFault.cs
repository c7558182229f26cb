// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Modules.AuthProxy;

/// <summary>What a line of nginx's error log says of an upstream.</summary>
internal static partial class UpstreamFault
{
    public static bool IsTls(string line) =>
        line.Contains("SSL certificate", StringComparison.Ordinal) || line.Contains("SSL_do_handshake() failed", StringComparison.Ordinal);

    /// <summary>Without the beginning (time, process) and the end (client, request).</summary>
    public static string Words(string line)
    {
        var words = End().Replace(Beginning().Replace(line, ""), "");
        return words.Length > 0 ? words : "it does not say why";
    }

    [GeneratedRegex(@"^.*?\[error\] \d+#\d+: (?:\*\d+ )?")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"(?: while [a-zA-Z ]+)?, client: .*\z")]
    private static partial Regex End();
}
