// SPDX-License-Identifier: GPL-3.0-or-later
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Constants;

/// <summary>
/// Writes down the texts that messages of a project are made of, as its class <c>Constants</c>: the redactor hides no secret within
/// them. Each is written with a zero where a value stands: what is around it tells a word of ours from the same word of somebody else.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ConstantsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var texts = context.SyntaxProvider.CreateSyntaxProvider(
            (node, _) => IsText(node) && !IsText(Outside(node)) && node.FirstAncestorOrSelf<AttributeSyntax>() is null,
            (found, _) => string.Join('\0', Pieces((ExpressionSyntax)found.Node)));
        var project = context.CompilationProvider.Select(
            (compilation, _) => compilation.AssemblyName == "kayobe-modules" ? "Modules" : compilation.AssemblyName);
        context.RegisterSourceOutput(texts.Collect().Combine(project), (production, found) => production.AddSource(
            "Constants.g.cs", Source(found.Right!, found.Left.Where(IsSaid))));
    }

    private static string Source(string project, IEnumerable<string> texts) => $$"""
        namespace {{project}};

        /// <summary>What messages are made of.</summary>
        internal static class Constants
        {
            /// <summary>
            /// Each text, with a zero where it has a value. One without values is the object that the program itself uses.
            /// </summary>
            public static readonly string[] All =
            [
                {{string.Join(",\n        ", texts.Distinct().Order(StringComparer.Ordinal).Select(Literal))}}
            ];
        }
        """;

    /// <summary>Secrets of fewer letters are looked for nowhere.</summary>
    private static bool IsSaid(string text) => text.Split([.. text.Where(letter => !char.IsLetterOrDigit(letter)).Distinct()])
        .Any(word => word.Length >= 4);

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool IsText(SyntaxNode? node) => node.IsKind(SyntaxKind.StringLiteralExpression)
        || node.IsKind(SyntaxKind.InterpolatedStringExpression)
        || node.IsKind(SyntaxKind.AddExpression);

    /// <summary>What a text is added to, past brackets.</summary>
    private static BinaryExpressionSyntax? Outside(SyntaxNode node) => node.Parent as BinaryExpressionSyntax;

    /// <summary>The texts between the values of an expression: neighbours that the compiler joins are one.</summary>
    private static IEnumerable<string> Pieces(ExpressionSyntax expression)
    {
        var piece = "";
        foreach (var each in Parts(expression))
        {
            if (each is { } text)
            {
                piece += text;
            }
            else
            {
                yield return piece;
                piece = "";
            }
        }

        yield return piece;
    }

    /// <summary>Texts, and null for a value between them.</summary>
    private static IEnumerable<string?> Parts(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => [literal.Token.ValueText],
        InterpolatedStringExpressionSyntax message =>
            message.Contents.Select(each => each is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : null),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => Parts(sum.Left).Concat(Parts(sum.Right)),
        _ => [null],
    };
}
