// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Modules.Http.Addresses;

namespace Modules.Http;

/// <summary>How one server is asked. What is a login in it goes to <see cref="Address"/>'s origin and nowhere else.</summary>
/// <param name="Address">The server: login, headers and certificate are for its scheme, host and port.</param>
internal sealed record HttpSettings(Uri Address)
{
    /// <summary>Whom we trust; the system's authorities by default.</summary>
    public SslClientAuthenticationOptions Trust { get; init; } = new();

    /// <summary>The certificate that is shown to the server; null for none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The unix socket behind the address; null where it is reached over the network.</summary>
    public string? Socket { get; init; }

    /// <summary>Which proxy leads where.</summary>
    public Proxies Proxies { get; init; } = Proxies.None;

    /// <summary>Headers that each request to the server has: keys and logins of remotes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Signs requests; null where the caller does.</summary>
    public DelegatingHandler? Login { get; init; }

    /// <summary>How often a request is sent that may succeed the second time; 1 for never again.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>
    /// Whether an answer counts when it is read to its end only: one that breaks off is a lost connection then. So it is where requests
    /// are sent again.
    /// </summary>
    public bool ReadsWhole { get; init; }

    /// <summary>How many redirects of a question are followed, unless the request says otherwise.</summary>
    public int Redirects { get; init; }

    /// <summary>The most bytes that are read of one answer, unless the request says otherwise.</summary>
    public long Largest { get; init; } = Limits.Answer;

    /// <summary>How many connections there are to a host at a time.</summary>
    public int Connections { get; init; } = int.MaxValue;

    /// <summary>How long a connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer may take; <see cref="Timeout.InfiniteTimeSpan"/> where the caller knows better.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What was sent and received so far.</summary>
    public Traffic Traffic { get; init; } = new();
}
