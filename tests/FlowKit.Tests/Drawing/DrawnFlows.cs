using System.Globalization;
using System.Text;
using FlowKit.Descriptors;

namespace FlowKit.Tests.Drawing;

/// <summary>Flows to be drawn.</summary>
internal static class DrawnFlows
{
    /// <summary>One of everything.</summary>
    public const string Everything = """
        workspace: shop
        dagName: everything
        tasks:
          - { name: prepare, category: pass, next: "check, loop" }
          - name: check
            category: return
            input: { total: $.context.total }
            conditions: ["$.input[?(@.total < 1)]"]
            next: route
          - name: route
            category: switch
            input: { total: $.context.total }
            switches:
              - { condition: "$.input[?(@.total >= 100 && @.total != null)]", next: "approve, child" }
              - { condition: "$.input.express", next: child, break: true }
              - { condition: default, next: pick }
          - { name: approve, category: suspense, input: { ok: $.context.ok }, conditions: ["$.input[?(@.ok == true)]"], next: end }
          - { name: child, category: function, resourceName: "rillflow://shop:ship", next: end }
          - name: pick
            category: choice
            input: { kind: $.context.kind }
            choices:
              - condition: "$.input[?(@.kind == \"a\")]"
                tasks:
                  - { name: left, category: function, resourceName: "http://a.example/left?x=<1>&y=2", next: leftEnd }
                  - { name: leftEnd, category: pass }
              - condition: "$.input.[?(@.kind in ['b', 'c'])]"
                tasks:
                  - { name: right, category: script, expression: "input.kind" }
            next: end
          - name: loop
            category: foreach
            input: { lines: $.context.lines }
            iterationMapping: { collection: $.input.lines, item: line }
            synchronization: { maxConcurrency: 3 }
            tasks:
              - { name: stock, category: function, resourceName: "function://stock" }
              - { name: price, category: function, resourceName: "https://prices.example/of/a/line", input: { n: $.stock.n } }
          - { name: end, category: function, resourceProtocol: mail, resourceName: mail, input: { id: $.child.id } }
        """;

    public static FlowDescriptor Flow(string yaml) => FlowYaml.Load(yaml);

    /// <summary>A flow with boxes, labels and inferred edges.</summary>
    /// <param name="seed">The same seed gives the same flow.</param>
    /// <param name="size">Tasks of the top level.</param>
    public static FlowDescriptor Random(int seed, int size)
    {
        var yaml = new StringBuilder("workspace: test\ndagName: random\ntasks:\n");
        new Dice(new Random(seed), yaml).Group(size, depth: 0, indent: "  ");
        return FlowYaml.Load(yaml.ToString());
    }

    /// <summary>A flow of pass tasks whose edges somebody chose: <c>0>1 0>2</c>.</summary>
    public static FlowDescriptor Passes(int count, IEnumerable<(int From, int To)> edges)
    {
        var next = edges.ToLookup(edge => edge.From, edge => $"t{edge.To}");
        var yaml = new StringBuilder("workspace: test\ndagName: passes\ntasks:\n");
        for (var i = 0; i < count; i++)
        {
            var written = next[i].Any() ? $", next: \"{string.Join(',', next[i])}\"" : string.Empty;
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ name: t{i}, category: pass{written} }}\n");
        }

        return FlowYaml.Load(yaml.ToString());
    }

    private sealed class Dice(Random random, StringBuilder yaml)
    {
        private int _names;

        public void Group(int size, int depth, string indent)
        {
            var names = Enumerable.Range(0, size).Select(_ => Name()).ToArray();
            var next = Edges(size);
            for (var i = 0; i < size; i++)
            {
                var followers = next[i].Select(follower => names[follower]).ToArray();
                yaml.Append(CultureInfo.InvariantCulture, $"{indent}- name: {names[i]}\n");
                Body(followers, i > 2 && random.Next(8) == 0 ? names[random.Next(i)] : null, depth, indent + "  ");
            }
        }

        private void Body(string[] next, string? read, int depth, string indent)
        {
            var kind = random.Next(20);
            var isSwitch = kind is 2 or 3 or 4 && next.Length > 0;
            if (kind == 0 && depth < 3)
            {
                Line(indent, "category: foreach", "input: { items: $.context.items }", "iterationMapping: { collection: $.input.items, item: item }", "tasks:");
                Group(random.Next(1, 6), depth + 1, indent + "  ");
            }
            else if (kind == 1 && depth < 3)
            {
                Line(indent, "category: choice", "choices:");
                for (var branch = random.Next(1, 5); branch > 0; branch--)
                {
                    Line(indent, $"  - condition: \"$.input[?(@.kind == 'kind number {branch}')]\"", "    tasks:");
                    Group(random.Next(1, 4), depth + 1, indent + "      ");
                }
            }
            else if (isSwitch)
            {
                Line(indent, "category: switch", "switches:");
                foreach (var target in next)
                {
                    Line(indent, $"  - {{ condition: \"$.input[?(@.{new string('n', random.Next(1, 40))} > 3)]\", next: {target} }}");
                }
            }
            else
            {
                Line(indent, kind < 8 ? "category: pass" : $"category: function\n{indent}resourceName: http://a.example/{new string('w', random.Next(60))}");
            }

            if (read is not null)
            {
                Line(indent, "outputMappings:", $"  - {{ source: $.{read}.value, target: $.context.value }}");
            }

            if (!isSwitch && next.Length > 0)
            {
                Line(indent, $"next: \"{string.Join(", ", next)}\"");
            }
        }

        private void Line(string indent, params string[] lines) => yaml.Append(string.Concat(lines.Select(line => $"{indent}{line}\n")));

        private SortedSet<int>[] Edges(int size)
        {
            var next = Enumerable.Range(0, size).Select(_ => new SortedSet<int>()).ToArray();
            var reach = random.Next(1, 1 + Math.Max(2, size / 3));
            for (var i = 1; i < size; i++)
            {
                for (var edges = random.Next(0, 4); edges > 0; edges--)
                {
                    next[Math.Max(0, i - random.Next(1, reach + 1))].Add(i);
                }
            }

            return next;
        }

        private string Name() => string.Create(
            CultureInfo.InvariantCulture, $"{new string((char)('a' + random.Next(26)), random.Next(10) == 0 ? random.Next(1, 60) : random.Next(1, 12))}{++_names}");
    }
}
