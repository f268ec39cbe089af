using System.Globalization;
using System.Text;

namespace FlowKit.Durable;

/// <summary>The flows that are run, as text: what users write.</summary>
internal static class Flows
{
    public const string Loop = """
        workspace: bench
        dagName: loop
        tasks:
          - name: each
            category: foreach
            inputMappings: [ { source: $.context.items, target: $.input.items } ]
            iterationMapping: { collection: $.input.items, item: item }
            synchronization: { maxConcurrency: 1 }
            tasks:
              - { name: work, category: function, resourceName: "function://noop" }
        """;

    /// <summary>Waits to be woken with <c>go</c>, for so many seconds at most; a call follows.</summary>
    public static string Waiting(string name, int seconds) => $$"""
        workspace: bench
        dagName: {{name}}
        tasks:
          - name: wait
            category: suspense
            conditions: [ "$.input.[?(@.go == true)]" ]
            inputMappings: [ { source: $.context.go, target: $.input.go } ]
            outputMappings: [ { source: $.output.go, target: $.context.go } ]
            {{(seconds == 0 ? "title: waits for ever" : $"timeline: {{ timeoutInSeconds: {seconds} }}")}}
            next: work
          - { name: work, category: function, resourceName: "function://noop" }
        """;

    public static string Linear(int tasks, bool pure = false)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"workspace: bench\ndagName: {(pure ? "pure" : "linear")}{tasks}\ntasks:\n");
        for (var i = 0; i < tasks; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: t{i}\n    category: function\n    resourceName: function://noop\n");
            text.Append(pure ? "    effect: pure\n" : string.Empty);
            if (i < tasks - 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"    next: t{i + 1}\n");
            }
        }

        return text.ToString();
    }
}
