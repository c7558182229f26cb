// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;

namespace Modules.Tests.Infra;

/// <summary>The tiny upstreams of tests/upstreams: made by createrepo_c, apt-ftparchive and the
/// like, served by nginx and docker-registry.</summary>
internal sealed class Upstreams : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modules-upstreams-").FullName;
    private readonly Dictionary<string, string> _env;

    public Upstreams() => _env = Script("start")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The value of UPSTREAM_name.</summary>
    public string this[string name] => _env["UPSTREAM_" + name];

    /// <summary>What upstreams do overnight: something new everywhere.</summary>
    public void Grow() => Script("grow");

    /// <summary>Writes the metadata of an RPM repository anew, packed in another way and without advisories.</summary>
    public void Pack(string repository, string compression) =>
        _ = Run("createrepo_c", "--quiet", $"--general-compress-type={compression}", Path.Combine(_folder, "www/rpm", repository));

    /// <summary>Lets a tag of an image lead to what another image has.</summary>
    public void MoveTag(string image, string tag, string other)
    {
        var registry = this["REGISTRY_URL"].Replace("http://", "docker://", StringComparison.Ordinal);
        _ = Run(
            "skopeo",
            "--insecure-policy",
            "copy",
            "--quiet",
            "--src-tls-verify=false",
            "--dest-tls-verify=false",
            $"{registry}/{other}:{tag}",
            $"{registry}/{image}:{tag}");
    }

    public void Dispose()
    {
        _ = Script("stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string Script(string command) => Run(Path.Combine(Binary.RepositoryRoot, "tests/upstreams/upstreams.sh"), command, _folder);

    private static string Run(string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}{errors.Result}");
    }
}
