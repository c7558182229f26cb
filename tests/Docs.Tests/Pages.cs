// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Documentation;

namespace Docs.Tests;

/// <summary>What the tool makes of words, in a folder that holds nothing else.</summary>
internal static class Pages
{
    public const string Words = """
        short_description: Manage lamps
        description: A lamp gives light.
        options:
          name: The name of the lamp.
          colour: Its colour.
          switches:
            description: What turns it on.
            suboptions:
              room: Where the switch is.
              on: Whether it is on.
        examples: |
          - name: Have one
            stackhpc.kayobe_modules.lamp:
              name: desk
          - name: Have a green one
            stackhpc.kayobe_modules.lamp:
              name: desk
              color: green
          - name: Turn it on
            stackhpc.kayobe_modules.lamp:
              name: desk
              switches:
                - room: office
                  on: true
        return:
          lamp: {description: The lamp., sample: {name: desk}, returned: success, type: dict}
        """;

    public static string Of(string words, string shared = "sentences: {}", Lamp? lamp = null) =>
        Stub.Of(new Subject(lamp ?? new Lamp(), Folder(words, shared)));

    public static WordsFolder Folder(string words, string shared = "sentences: {}") =>
        WordsFolder.Of(new Dictionary<string, string> { ["src/Modules/lamp.yml"] = words, ["src/Modules/Shared.yml"] = shared });

    public static string Refusal(string words) => Assert.Throws<WordsException>(() => Of(words)).Message;

    /// <summary>The repository that the tests stand in.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "galaxy.yml")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }
}
