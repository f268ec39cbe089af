using System.Globalization;
using System.Text;

namespace FlowKit.Workloads;

/// <summary>The flows that are run, as text: what users write.</summary>
internal static class Flows
{
    public const string Loop = """
        workspace: bench
        dagName: each
        tasks:
          - name: loop
            category: foreach
            inputMappings: [ { source: $.context.items, target: $.input.items } ]
            iterationMapping: { collection: $.input.items, item: item }
            tasks:
              - { name: work, category: function, resourceName: "function://noop" }
        """;

    public const string Waiting = """
        workspace: bench
        dagName: waiting
        tasks:
          - name: work
            category: function
            resourceName: "function://noop"
            inputMappings: [ { source: $.context.user, target: $.input.user } ]
            next: approved
          - { name: approved, category: suspense, conditions: [ $.input.never ], next: after }
          - { name: after, category: function, resourceName: "function://noop" }
        """;

    public static string Linear(int tasks, bool mapped = false, bool pure = false)
    {
        var name = (pure ? "pure" : mapped ? "mapped" : "linear") + tasks.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder($"workspace: bench\ndagName: {name}\ntasks:\n");
        for (var i = 0; i < tasks; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: t{i}\n    category: function\n    resourceName: function://noop\n");
            if (pure)
            {
                text.Append("    effect: pure\n");
            }

            if (mapped)
            {
                text.Append("    inputMappings: [ { source: $.context.value, target: $.input.value } ]\n");
                text.Append("    outputMappings: [ { source: $.input.value, target: $.context.value } ]\n");
            }

            if (i < tasks - 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"    next: t{i + 1}\n");
            }
        }

        return text.ToString();
    }

    public static string Fan(int width)
    {
        var names = string.Join(',', Enumerable.Range(0, width).Select(i => $"t{i}"));
        var text = new StringBuilder($"workspace: bench\ndagName: fan\ntasks:\n  - {{ name: start, category: pass, next: \"{names}\" }}\n");
        for (var i = 0; i < width; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{ name: t{i}, category: function, resourceName: \"function://noop\", next: join }}\n");
        }

        return text.Append("  - { name: join, category: pass }\n").ToString();
    }
}
