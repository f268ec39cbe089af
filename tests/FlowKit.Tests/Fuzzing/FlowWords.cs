using System.Text.RegularExpressions;

namespace FlowKit.Tests.Fuzzing;

/// <summary>What flows and scenario files are made of.</summary>
internal static partial class FlowWords
{
    public static IReadOnlyList<string> All { get; } =
    [
        "workspace: ", "dagName: ", "version: ", "alias: ", "type: resource", "tasks:", "timer: ", "callback: ", "defaultContext: ", "commonMapping: ", "resources: ",
        "inputSchema: ", "output: ", "strict: true", "inferEdges: false", "name: ", "category: ", "title: ", "next: ", "inputMappings: ", "outputMappings: ", "input: ",
        "parameters: ", "tolerance: true", "timeline: ", "timeoutInSeconds: ", "totalTimeoutInSeconds: ", "suspenseIntervalSeconds: ", "suspenseTimestamp: ", "degrade: ",
        "current: true", "followings: true", "keyCallback: true", "inputType: stream", "outputType: stream", "progress: ", "weight: ", "calculation: ", "effect: pure",
        "cache: ", "resourceName: ", "resourceProtocol: ", "resource: ", "pattern: ", "requestType: ", "successConditions: ", "failConditions: ", "retry: ", "onUnknown: ask",
        "maxRetryTimes: ", "intervalInSeconds: ", "multiplier: ", "maxIntervalInSeconds: ", "jitter: ", "backoff: fibonacci", "conditions: ", "choices: ", "condition: ",
        "switches: ", "break: true", "default", "iterationMapping: ", "collection: ", "item: ", "index: ", "identity: ", "synchronization: ", "maxConcurrency: ",
        "failure: ", "mode: failFast", "tolerate: ", "batch: ", "interruptions: ", "run: ", "expression: ", "source: ", "target: ", "transform: ", "value: ", "reference: ",
        "function", "pass", "return", "choice", "switch", "foreach", "suspense", "script", "task_async", "task_scheduler", "flow_sync", "flow_async",
        "function://a", "http://h/a", "rillflow://a:b", "resource://a", "resourceRef://a", "$.context.a", "$.input.a", "$.output.a", "$.output.sub_context[*].a", "$.context.a[-1]",
        "$.context.a[999999]", "$.input.[?(@.a =~ /(a+)+/)]", "$..*", "$.tasks.a.trigger_url", "$.iteration.element", "return source;", "repeat(100000, 'x')", "while true { }",
        "- ", "{ ", " }", "[ ", " ]", ": ", ", ", "|\n  ", ">-\n  ", "&a ", "*a", "*b ", "<<: *a\n", "<<: [*a, *b]\n", "&b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n", "!!str ", "!!binary ",
        "!<tag:x> ", "!local ", "%YAML 1.1\n---\n", "%TAG ! x\n---\n", "---\n", "...\n", "? ", "'", "\"", "\\x41", "# ", "~", "null", "yes", "0o14", "1_000", "2001-12-14", ".nan",
    ];

    public static IReadOnlyList<string> OfScenarios { get; } =
    [
        "flow: ", "flows: ", "options: ", "stubs: ", "when: ", "expect: ", "refused: ", "output: ", "error: ", "accepted: true", "then: ", "after: ", "delay: ", "advance: ",
        "callback: ", "crash: ", "pause: ", "resume: ", "wake: ", "cancel: ", "restart: ", "retry: ", "skip: ", "status: SUCCEED", "calls: ", "order: ", "1s", "-1s", "99999999999h",
    ];

    /// <summary>Names a text uses, for documents that hold what its paths ask for.</summary>
    public static IReadOnlyList<string> NamesIn(string text)
    {
        var names = Name().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).Take(40).ToArray();
        return names.Length == 0 ? ["a", "id", "items"] : names;
    }

    [GeneratedRegex(@"[.\[""']([A-Za-z_][\w-]{0,30})")]
    private static partial Regex Name();
}
