using System.Globalization;
using System.Text;

namespace FlowKit.Benchmarks;

/// <summary>Flows of any size, as text.</summary>
internal static class FlowTexts
{
    public static string Linear(int tasks)
    {
        var text = new StringBuilder("workspace: bench\ndagName: linear\ntasks:\n");
        for (var i = 0; i < tasks; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: t{i}\n    category: function\n    resourceName: function://noop\n");
            text.Append("    inputMappings:\n      - { source: $.context.value, target: $.input.value }\n");
            text.Append(i < tasks - 1 ? string.Create(CultureInfo.InvariantCulture, $"    next: t{i + 1}\n") : "\n");
        }

        return text.ToString();
    }
}
