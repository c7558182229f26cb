using Modules.Documentation;

namespace Docs;

/// <summary>A page: the Python file beside a module that ansible-doc, Galaxy and ansible-test read, and nothing runs.</summary>
internal static class Stub
{
    private const string Head = """
        #!/usr/bin/python
        # -*- coding: utf-8 -*-
        # Copyright: kayobe_modules contributors
        # GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
        # SPDX-License-Identifier: GPL-3.0-or-later
        # Written by ./build.sh docs from the module's facts and words. What runs is the binary beside it.

        from __future__ import absolute_import, division, print_function
        __metaclass__ = type


        """;

    public static string Of(Subject subject)
    {
        ExampleCheck.Require(subject);
        return Head + Block("DOCUMENTATION", Documentation(subject)) + "\n"
            + Block("EXAMPLES", subject.Own.Examples.TrimEnd() + "\n") + "\n"
            + Block("RETURN", Return(subject));
    }

    private static string Documentation(Subject subject)
    {
        var text = new YamlText();
        text.Key(0, "module", subject.Name);
        text.Prose(0, "short_description", Given(subject, "short_description", subject.Own.ShortDescription));
        text.Key(0, "version_added", $"\"{subject.Own.VersionAdded}\"");
        text.Texts(0, "description", subject.All.SelectMany(words => words.Description).Select(subject.Said));
        text.Key(0, "author");
        text.Item(1, "kayobe_modules contributors (@stackhpc)");
        text.Key(0, "attributes");
        Attribute(
            text,
            "check_mode",
            "Whether a run with C(--check) tells what would change, and changes nothing.",
            subject.Module.SupportsCheckMode);
        Attribute(text, "diff_mode", "Whether a run with C(--diff) shows before and after.", subject.Module.ShowsDifference);
        if (subject.All.SelectMany(words => words.Notes).ToList() is { Count: > 0 } notes)
        {
            text.Texts(0, "notes", notes.Select(subject.Said));
        }

        if (subject.SeeAlso.ToList() is { Count: > 0 } others)
        {
            text.Key(0, "seealso");
            foreach (var other in others)
            {
                text.Item(1, $"module: {ExampleCheck.Collection}{other}");
            }
        }

        new OptionPages(subject, text).Write();
        return text.ToString();
    }

    private static string Return(Subject subject)
    {
        var text = new YamlText();
        new ReturnPages(subject, text).Write();
        return text.ToString();
    }

    private static void Attribute(YamlText text, string name, string description, bool supported)
    {
        text.Key(1, name);
        text.Prose(2, "description", description);
        text.Key(2, "support", supported ? "full" : "none");
    }

    private static string Given(Subject subject, string part, string value) =>
        value.Length > 0 ? value : throw new WordsException($"{subject.Own.File}: no {part}");

    private static string Block(string name, string yaml) => $"{name} = r'''\n---\n{yaml}'''\n";
}
