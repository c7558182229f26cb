// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Documentation;

namespace Docs;

/// <summary>The options of a module as a page has them.</summary>
internal sealed class OptionPages(Subject subject, YamlText text)
{
    public void Write()
    {
        text.Key(0, "options");
        foreach (var option in new OptionReader(subject).Read())
        {
            Write(option, 1);
        }
    }

    private void Write(OptionWords option, int depth)
    {
        text.Key(depth, option.Argument.Name);
        text.Texts(depth + 1, "description", option.Sentences);
        WriteFacts(option.Argument, depth + 1);
        if (option.Inside is { } inside)
        {
            text.Key(depth + 1, "suboptions");
            foreach (var each in inside)
            {
                Write(each, depth + 2);
            }
        }
    }

    private void WriteFacts(Argument argument, int depth)
    {
        text.Key(depth, "type", argument.Type.InAnsible());
        if (argument.Elements is { } elements)
        {
            text.Key(depth, "elements", elements.InAnsible());
        }

        if (argument.Required)
        {
            text.Key(depth, "required", "true");
        }

        if (argument.Default is { } otherwise)
        {
            text.Key(depth, "default", YamlText.Value(otherwise));
        }

        WriteList("choices", argument.Choices, depth);
        WriteList("aliases", argument.Aliases, depth);
    }

    private void WriteList(string key, IReadOnlyList<string> values, int depth)
    {
        if (values.Count > 0)
        {
            text.Key(depth, key);
            foreach (var value in values)
            {
                text.Item(depth + 1, YamlText.Value(JsonValue.Create(value)));
            }
        }
    }
}
