// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Warp.Settings;

namespace Modules.Warp.CommandLines;

/// <summary>The commands that run inside. Names in small letters are variables of the script itself, see <see cref="Variables"/>.</summary>
internal static class PlayCommands
{
    public const string Inventory = "inventory";
    public const string QuickstartTeardown = "quickstart_teardown";
    public const string PlayFile = "play_file";

    public static readonly IReadOnlyList<Word> Ping = ["ansible", "-i", new Word.Variable(Inventory), "-m", "ping", "all"];

    /// <summary>Provisioning acts as the user.</summary>
    public static readonly IReadOnlyList<Word> Provision = [.. Begin, "-u", new Word.Variable("USER"), .. End];

    public static readonly IReadOnlyList<Word> Play = [.. Begin, .. End];

    /// <summary>quickstart.sh looks for the playbook below its working folder, and knows one degree of talking.</summary>
    public static readonly IReadOnlyList<Word> Quickstart =
    [
        "bash", new Word.Variable("WORKSPACE", After: "/tripleo-quickstart/quickstart.sh"),
        "--requirements", new Word.Variable("LWD", After: "/requirements-pip.txt"),
        "--no-clone", "--retain-inventory",
        "--teardown", new Word.Variable(QuickstartTeardown),
        "--system-site-packages",
        "--working-dir", new Word.Variable("LWD"),
        "--playbook", new Word.Variable(PlayFile),
        "-e", new Word.Variable("TEARDOWN", "teardown="),
        "-e", $"@{Inside.Scripts}/custom.yaml",
        new Word.IfSet("LOG_LEVEL", "--ansible-debug"),
        new Word.Rest(),
        "127.0.0.2",
    ];

    private static IReadOnlyList<Word> Begin =>
    [
        "ansible-playbook", "--become-user=root", new Word.Variable("ANSIBLE_FORKS", "--forks="),
        "--timeout", new Word.Variable("ANSIBLE_TIMEOUT"),
        "-e", new Word.Variable("TEARDOWN", "teardown="),
        "-e", $"@{Inside.Scripts}/custom.yaml",
        new Word.IfSet("LOG_LEVEL"),
    ];

    private static IReadOnlyList<Word> End =>
        ["-i", new Word.Variable(Inventory), new Word.Variable("PLAY", $"{Inside.Scripts}/"), new Word.Rest()];

    /// <summary>Whether the machines are provisioned.</summary>
    public static bool Provisions(WarpSettings settings) => settings.Teardown == Teardown.True && settings.Play.Name == Settings.Play.Warp;

    /// <summary>The command that plays it, as it comes to be inside.</summary>
    public static IReadOnlyList<string> Resolve(WarpSettings settings)
    {
        var variables = Variables(settings);
        var words = settings.Quickstartish ? Quickstart : Provisions(settings) ? Provision : Play;
        return [.. words.SelectMany(word => word.Resolve(variables, settings.ExtraArgs))];
    }

    private static Dictionary<string, string> Variables(WarpSettings settings) =>
        new(ContainerEnvironment.Of(settings).Select(each => KeyValuePair.Create(each.Name, each.Value)))
        {
            [Inventory] = Provisions(settings) ? Inside.Inventory : $"{settings.Folders.Lwd}/hosts",
            [QuickstartTeardown] = settings.Teardown.ForQuickstart(settings.QuickstartTeardown),
            [PlayFile] = settings.Play.Name.Split('/')[^1],
        };
}
