using System.Globalization;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Docker;

/// <summary>The folder with the proxy's files. It is mounted as a whole: a file replaced in it is seen in the container.</summary>
internal static partial class ConfigurationFolder
{
    /// <summary>Where the container sees the folder.</summary>
    public const string Inside = "/etc/pulp-auth-proxy";

    public const string MainFile = "pulp_proxy.conf";
    public const string GenerationFile = "generation.conf";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const string Unfinished = ".new";

    public static string LoginFile(int number) => string.Create(CultureInfo.InvariantCulture, $"login_{number}.conf");

    public static string AuthoritiesFile(int number) => string.Create(CultureInfo.InvariantCulture, $"authorities_{number}.pem");

    public static bool IsUsable(string path) =>
        Path.IsPathRooted(path) && !path.Contains(':', StringComparison.Ordinal) && Path.TrimEndingDirectorySeparator(path) is not ("" or "/");

    /// <summary>Our files in the folder, by name.</summary>
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder).Where(IsOurs).ToDictionary(path => Path.GetFileName(path), File.ReadAllText)
                : new Dictionary<string, string>();
        }
        catch (UnauthorizedAccessException failure)
        {
            throw Unreachable(folder, failure);
        }
    }

    /// <summary>Whether others could look into the folder or its files.</summary>
    public static bool IsTight(string folder) =>
        Directory.Exists(folder) && new DirectoryInfo(folder).UnixFileMode == OwnerOnlyFolder
        && Directory.EnumerateFiles(folder).Where(IsOurs).All(path => File.GetUnixFileMode(path) == OwnerOnly);

    /// <summary>Each file appears whole or not at all; the one that says that all is there comes last.</summary>
    public static void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        try
        {
            _ = Directory.CreateDirectory(folder, OwnerOnlyFolder);
            RefuseForeign(folder);
            File.SetUnixFileMode(folder, OwnerOnlyFolder);
            foreach (var (name, text) in files.OrderBy(file => file.Key == GenerationFile))
            {
                Replace(Path.Combine(folder, name), text);
            }

            foreach (var stale in Directory.EnumerateFiles(folder).Where(IsOurs).Where(path => !files.ContainsKey(Path.GetFileName(path))))
            {
                File.Delete(stale);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreachable(folder, failure);
        }
    }

    /// <summary>Removes our files, and the folder if nothing else is in it.</summary>
    public static void Remove(string folder)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder).Where(IsOurs))
            {
                File.Delete(path);
            }

            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreachable(folder, failure);
        }
    }

    private static void Replace(string path, string text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly,
        };
        using (var stream = new FileStream(path + Unfinished, options))
        {
            // One left over by a killed run may have been there, with another mode.
            File.SetUnixFileMode(stream.SafeFileHandle, OwnerOnly);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }

    /// <summary>Closing a folder that others use would take it from them.</summary>
    private static void RefuseForeign(string folder)
    {
        if (new DirectoryInfo(folder).UnixFileMode != OwnerOnlyFolder
            && Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(path => !IsOurs(path)) is { } foreign)
        {
            throw new ModuleException(
                $"conf_path '{folder}' holds '{Path.GetFileName(foreign)}' and is open to others; the proxy's folder is closed to all but its owner. Give it a folder of its own.");
        }
    }

    private static ModuleException Unreachable(string folder, Exception failure) =>
        new($"The configuration in conf_path '{folder}' cannot be read or written: {failure.Message}", failure);

    private static bool IsOurs(string path) => Ours().IsMatch(Path.GetFileName(path));

    [GeneratedRegex(@"^(?:pulp_proxy\.conf|generation\.conf|login_\d+\.conf|authorities_\d+\.pem)(?:\.new)?$")]
    private static partial Regex Ours();
}
