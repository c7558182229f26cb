// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Http;

/// <summary>Answers a request whose route matched.</summary>
internal delegate Task Handler(Exchange exchange);

/// <summary>Maps method and path to a handler. A pattern's {name} stands for one segment, {name...} for all that follow.</summary>
internal sealed class Router
{
    private readonly List<Route> _routes = [];

    public void Map(string method, string pattern, Handler handler, bool open = false) =>
        _routes.Add(new Route(method, pattern.Split('/', StringSplitOptions.RemoveEmptyEntries), handler, open));

    /// <summary>The best route for this request; IsPath tells a wrong method from an unknown path.</summary>
    public (Match? Match, IReadOnlyList<string> Methods) Find(string method, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var matches = _routes
            .Select(route => (Route: route, Values: route.Match(segments)))
            .Where(candidate => candidate.Values is not null)
            .OrderBy(candidate => candidate.Values!.Count)
            .ToList();
        var wanted = HttpMethods.IsHead(method) ? "GET" : method;
        var found = matches.FirstOrDefault(candidate => candidate.Route.Method == wanted || candidate.Route.Method == "*");

        return found.Route is null
            ? (null, matches.ConvertAll(candidate => candidate.Route.Method))
            : (new Match(found.Route.Handler, found.Route.Open, found.Route.Pattern, found.Values!), []);
    }

    internal sealed record Match(Handler Handler, bool Open, IReadOnlyList<string> Pattern, IReadOnlyDictionary<string, string> Values);

    private sealed record Route(string Method, string[] Pattern, Handler Handler, bool Open)
    {
        public Dictionary<string, string>? Match(string[] segments)
        {
            var tail = Pattern is [.., { } last] && last.EndsWith("...}", StringComparison.Ordinal);
            if (tail ? segments.Length < Pattern.Length - 1 : segments.Length != Pattern.Length)
            {
                return null;
            }

            var values = new Dictionary<string, string>();
            for (var at = 0; at < Pattern.Length; at++)
            {
                if (tail && at == Pattern.Length - 1)
                {
                    values[Pattern[at][1..^4]] = string.Join('/', segments[at..]);
                }
                else if (Pattern[at] is ['{', .. var name, '}'])
                {
                    values[name] = segments[at];
                }
                else if (Pattern[at] != segments[at])
                {
                    return null;
                }
            }

            return values;
        }
    }
}
