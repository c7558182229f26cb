// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Modules.Tests.Infra;

/// <summary>An upstream of one file, as the plugin for files syncs it, below any path.</summary>
internal sealed class FileUpstream : IDisposable
{
    private readonly AnyFiles _files;

    public FileUpstream(int status = 200)
        : this(_ => status)
    {
    }

    /// <param name="status">What a request is answered with.</param>
    public FileUpstream(Func<HttpListenerRequest, int> status)
    {
        var content = "content"u8.ToArray();
        var manifest = $"a.txt,{Convert.ToHexStringLower(SHA256.HashData(content))},{content.Length}\n";
        _files = new AnyFiles(asked =>
        {
            Requests.Enqueue(asked.Url!.AbsolutePath);
            return (status(asked), asked.Url.AbsolutePath.EndsWith(
                "PULP_MANIFEST", StringComparison.Ordinal) ? Encoding.ASCII.GetBytes(manifest) : content);
        });
    }

    /// <summary>Scheme, host and port.</summary>
    public string Address => _files.Address;

    /// <summary>What a remote's url says.</summary>
    public string Manifest => _files.Address + "/PULP_MANIFEST";

    /// <summary>The path of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public void Dispose() => _files.Dispose();
}
