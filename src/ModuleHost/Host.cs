using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>
/// The rim towards Ansible: finds the module, accepts its arguments, runs it, hides secrets and prints one JSON object,
/// whatever happens. The only catch-all of the program.
/// </summary>
/// <param name="catalog">The modules there are.</param>
/// <param name="version">Of the collection.</param>
public sealed class Host(IReadOnlyList<IModule> catalog, string version)
{
    /// <summary>Runs one call and prints its answer.</summary>
    /// <param name="executable">What the process was called as; Ansible puts the module's file name there.</param>
    /// <param name="commandLine">An arguments file; or a module's name and a file, or <c>-</c>; or an option.</param>
    /// <param name="input">Read only when the command line says <c>-</c>.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <returns>The exit code: 0, or 1 when the answer is a failure.</returns>
    public async Task<int> RunAsync(string executable, IReadOnlyList<string> commandLine, TextReader input, TextWriter output)
    {
        if (commandLine is ["--list"])
        {
            await output.WriteLineAsync(string.Join('\n', catalog.Select(module => module.Name).Order(StringComparer.Ordinal)));
            return 0;
        }

        if (commandLine is ["--version"] or [] or ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(commandLine is ["--version"] ? version : Usage);
            return 0;
        }

        using var interruption = new Interruption(output.WriteLine);
        var answer = await AnswerAsync(executable, commandLine, input, interruption);
        interruption.Print(answer);
        return answer["failed"] is null ? 0 : 1;
    }

    private const string Usage = """
        Ansible modules for Pulp. Ansible calls this program; by hand:
          kayobe-modules --list                 the modules
          kayobe-modules --version              the version
          kayobe-modules NAME ARGUMENTS.json    run a module; - reads the arguments from standard input
        """;

    private async Task<JsonObject> AnswerAsync(
        string executable, IReadOnlyList<string> commandLine, TextReader input, Interruption interruption)
    {
        var redactor = new Redactor();
        Invocation? run = null;
        var extras = new JsonObject();
        JsonObject answer;
        try
        {
            var call = Call.Parse(
                commandLine.Count > 1 ? commandLine[0] : ModuleName(executable),
                commandLine[^1] == "-" ? await input.ReadToEndAsync() : await ReadAsync(commandLine[^1]));
            // A redirect from a name no module has (pulp_status): Ansible still calls the file after the module it leads to.
            var module = Find(call.ShortName) ?? Find(ModuleName(executable))
                ?? throw new ModuleException($"There is no module '{call.ShortName}' in this program; --list shows the ones there are.");
            var values = call.Arguments;
            var acceptance = new Acceptance(redactor);
            var complaint = acceptance.Refuse(call.Name, module.Arguments, values);
            if (!call.Unset("inject_invocation"))
            {
                extras["invocation"] = new JsonObject { ["module_args"] = redactor.Clean(module.Arguments, values) };
            }

            extras["deprecations"] = new JsonArray([.. acceptance.Deprecations.Select(text => (JsonNode?)new JsonObject
            {
                ["msg"] = text,
                ["collection_name"] = "stackhpc.kayobe_modules",
            })]);
            run = interruption.Run = new Invocation(values, call.Set("check_mode"), call.Set("diff"), redactor);
            run.Warnings.UnionWith(acceptance.Warnings);
            answer = complaint is not null ? Answer.Failure(complaint)
                : run.CheckMode && !module.SupportsCheckMode ? NoCheckMode(call.Name)
                : Answer.Success(await module.RunAsync(run, interruption.Token));
        }
        catch (ModuleException failure)
        {
            answer = Answer.Failure(failure.Message, failure.Changed, failure.Details);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            answer = interruption.Answer();
        }
        catch (Exception bug)
        {
            answer = Answer.Failure($"This is a bug in the module: {bug.GetType().Name}: {bug.Message}");
            answer["exception"] = bug.ToString();
        }

        return Complete((JsonObject)redactor.Clean(answer)!, run, extras, redactor);
    }

    private IModule? Find(string name) => catalog.FirstOrDefault(module => module.Name == name);

    private static JsonObject Complete(JsonObject answer, Invocation? run, JsonObject extras, Redactor redactor)
    {
        if (run?.Warnings is { Count: > 0 } warnings)
        {
            answer["warnings"] = redactor.Clean(new JsonArray([.. warnings.Select(text => (JsonNode?)text)]));
        }

        foreach (var (name, value) in extras)
        {
            if (value is not JsonArray { Count: 0 })
            {
                answer[name] = value?.DeepClone();
            }
        }

        return answer;
    }

    private static JsonObject NoCheckMode(string name) => new()
    {
        ["changed"] = false,
        ["skipped"] = true,
        ["msg"] = $"remote module ({name}) does not support check mode",
    };

    private static string ModuleName(string executable)
    {
        const string Prefix = "AnsiballZ_";
        var name = Path.GetFileNameWithoutExtension(executable);
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }

    private static async Task<string> ReadAsync(string file)
    {
        try
        {
            return await File.ReadAllTextAsync(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"Cannot read the arguments file '{file}': {failure.Message}");
        }
    }
}
