using System.Security.Cryptography;

namespace Modules.Tests.Infra;

/// <summary>An upstream of one file, as the plugin for files syncs it, below any path.</summary>
internal sealed class FileUpstream : IDisposable
{
    private readonly AnyFiles _files;

    public FileUpstream(int status = 200)
    {
        var content = "content"u8.ToArray();
        var manifest = $"a.txt,{Convert.ToHexStringLower(SHA256.HashData(content))},{content.Length}\n";
        _files = new AnyFiles(path => (status, path.EndsWith("PULP_MANIFEST", StringComparison.Ordinal) ? System.Text.Encoding.ASCII.GetBytes(manifest) : content));
    }

    /// <summary>What a remote's url says.</summary>
    public string Manifest => _files.Address + "/PULP_MANIFEST";

    public void Dispose() => _files.Dispose();
}
