// SPDX-License-Identifier: GPL-3.0-or-later
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Generated;

/// <summary>Writes a tree: blocks, keys in their order, lists indented, no line folded.</summary>
internal static class YamlText
{
    private const int Longest = 1 << 20;

    private static readonly EmitterSettings Settings = new(
        bestIndent: 2, bestWidth: Longest, isCanonical: false, maxSimpleKeyLength: Longest, skipAnchorName: false, indentSequences: true);

    public static string Of(YamlNode root)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: false));
        Write(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode map:
                var style = map.Children.Count > 0 ? MappingStyle.Block : MappingStyle.Flow;
                emitter.Emit(new MappingStart(AnchorName.Empty, map.Tag, map.Tag.IsEmpty, style));
                foreach (var (key, value) in map.Children)
                {
                    Write(emitter, key);
                    Write(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case YamlSequenceNode list:
                // A tagged list is GitLab's !reference, which everybody writes on one line.
                var layout = list.Children.Count == 0 || !list.Tag.IsEmpty ? SequenceStyle.Flow : SequenceStyle.Block;
                emitter.Emit(new SequenceStart(AnchorName.Empty, list.Tag, list.Tag.IsEmpty, layout));
                foreach (var item in list.Children)
                {
                    Write(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case YamlScalarNode scalar:
                var (plain, quoted) = (scalar.Tag.IsEmpty, scalar.Tag.IsEmpty && scalar.Style != ScalarStyle.Plain);
                emitter.Emit(new Scalar(AnchorName.Empty, scalar.Tag, scalar.Value ?? "", scalar.Style, plain && !quoted, quoted));
                break;
            default:
                throw new InvalidOperationException($"A {node.NodeType} is not written.");
        }
    }
}
