// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace CommandLine;

/// <summary>Options with a value that is checked in words a person understands.</summary>
public static class CommandOption
{
    /// <summary>Any text.</summary>
    public static Option<string?> Text(string name, string value, string about) => new(name) { HelpName = value, Description = about };

    /// <summary>A number.</summary>
    public static Option<double> Number(string name, string value, string about, double otherwise, double least) => new(name)
    {
        HelpName = value,
        Description = about,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Parsed(result, text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least
                ? number
                : throw new FormatException($"{name} needs a number from {least.ToString(CultureInfo.InvariantCulture)}, not '{text}'")),
    };

    /// <summary>An address to listen on.</summary>
    public static Option<IPEndPoint> Endpoint(string name, string about, IPEndPoint otherwise) => new(name)
    {
        HelpName = "HOST:PORT",
        Description = about,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Parsed(result, text => Endpoint(name, text)),
    };

    /// <summary>Addresses to listen on, one each time the option is given.</summary>
    public static Option<IPEndPoint[]> Endpoints(string name, string about) => new(name)
    {
        HelpName = "HOST:PORT",
        Description = about,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            try
            {
                return [.. result.Tokens.Select(token => Endpoint(name, token.Value))];
            }
            catch (FormatException refused)
            {
                result.AddError(refused.Message);
                return [];
            }
        },
    };

    /// <summary>What a reader makes of a word, and its refusal as what is wrong with the command line.</summary>
    public static T? Parsed<T>(ArgumentResult result, Func<string, T> read)
    {
        try
        {
            return read(result.Tokens[0].Value);
        }
        catch (FormatException refused)
        {
            result.AddError(refused.Message);
            return default;
        }
    }

    private static IPEndPoint Endpoint(string name, string value) =>
        IPEndPoint.TryParse(value.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), out var endpoint)
            && value.Contains(':', StringComparison.Ordinal)
            ? endpoint
            : throw new FormatException($"{name} needs HOST:PORT with an IP address, not '{value}'");
}
