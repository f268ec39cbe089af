using System.Globalization;
using System.Text;
using FlowKit.Planning;

namespace FlowKit.Tests.Yaml;

/// <summary>Whatever a text holds, reading and validating it end in diagnostics with places, and in nothing else.</summary>
public class HostileTextTests
{
    private const int DefaultMutations = 3_000;

    private const string Flow = """
        workspace: shop
        dagName: order
        timer: { timeoutInSeconds: $.context.limit }
        callback: { resourceName: "http://host/done", fullContext: true }
        defaultContext: &defaults { size: 10, list: [1, 2.5, null, "x"] }
        commonMapping:
          identity:
            - { source: $.context.id, target: $.input.id }
        resources: [{ name: mailer, resourceName: http://mail/send }]
        inputSchema: '[{"name": "id", "type": "Number", "required": true}]'
        output: { total: $.charge.total }
        tasks:
          - name: charge
            category: function
            resourceName: function://charge
            pattern: task_async
            retry: { maxRetryTimes: 2, intervalInSeconds: 1.5, backoff: fibonacci }
            successConditions: ["$.output[?(@.ok == true)]"]
            inputMappings:
              - reference: identity
              - { source: "$.context.items[?(@.n > 1)].id", target: $.input.ids, transform: "return count(source);" }
            input: { a: $.context.a, b: { value: *defaults } }
            outputMappings: [{ source: $.output.x, target: "$.context['a-b'].c[0]" }]
            next: "loop, route"
          - name: loop
            category: foreach
            iterationMapping: { collection: $.input.items, item: item, index: n }
            synchronization: { maxConcurrency: 2 }
            tasks:
              - { name: work, category: script, expression: "input.x + 1", next: wait }
              - { name: wait, category: suspense, conditions: "$.input[?(@.ok)]" }
          - name: route
            category: switch
            switches:
              - { condition: "$.input[?(@.n =~ /a+/)]", next: done, break: true }
              - { condition: default, next: [done] }
          - name: done
            category: choice
            choices: [{ condition: $.input.a, tasks: [{ name: inner, category: return, conditions: [] }] }]
        """;

    [Fact]
    public void The_flow_that_is_mutated_is_right() => Assert.False(FlowYaml.Check(Flow).HasErrors);

    [Fact]
    public void Random_changes_of_a_flow_never_give_anything_but_diagnostics()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var count = int.TryParse(Environment.GetEnvironmentVariable("FLOWKIT_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var more)
            ? more
            : DefaultMutations;
        for (var i = 0; i < count; i++)
        {
            var text = Mutate(random.Next(2) == 0 ? Flow : Flow.Replace("script, expression: \"input.x + 1\"", "pass", StringComparison.Ordinal), random);
            Check(text, random.Next(3) switch { 0 => null, 1 => "x.yaml", _ => "x.json" }, $"seed {seed}, change {i}");
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[a, ")]
    [InlineData("a: ")]
    [InlineData(": ")]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("\"\\x41")]
    [InlineData("&a ")]
    [InlineData("- &a x\n")]
    [InlineData("!a ")]
    [InlineData("!!")]
    [InlineData("*a ")]
    [InlineData("---\n")]
    [InlineData("--- a\n")]
    [InlineData("%X y\n")]
    [InlineData("%YAML 1.2\n")]
    [InlineData("...\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\t")]
    [InlineData(" ")]
    [InlineData("# x\n")]
    [InlineData("|\n")]
    [InlineData("a: |\n  b\n")]
    [InlineData(",")]
    [InlineData("@")]
    [InlineData("a: b\n")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1,")]
    [InlineData("<<: {a: b}\n")]
    [InlineData("\u2028")]
    [InlineData("\uFEFF")]
    [InlineData("😀")]
    public void The_same_over_and_over(string part)
    {
        var text = new StringBuilder(part.Length * 20_000).Insert(0, part, 20_000).ToString();
        foreach (var whole in new[] { text, $"a: {text}", $"a: [{text}", $"tasks:\n- {text}" })
        {
            Check(whole, null, "yaml");
            Check(whole, "x.json", "json");
        }
    }

    private static void Check(string text, string? file, string hint)
    {
        FlowReading reading;
        try
        {
            reading = FlowYaml.Check(text, file);
            if (!reading.HasErrors && !reading.Flow!.IsResource && !text.Contains("script", StringComparison.Ordinal))
            {
                // What is accepted can be planned, script tasks apart, which the planner does not know yet.
                _ = Planner.Plan(reading.Flow, "1");
            }
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{hint}:\n{(text.Length < 5000 ? text : text[..200])}", fault);
        }

        Assert.True(reading.Flow is not null || reading.Diagnostics.Count > 0, hint);
        Assert.All(reading.Diagnostics, one => Assert.True(
            one.Place.Line >= 1 && one.Place.Column >= 1 && one.Message.Length > 0 && one.Code.StartsWith("FLOW", StringComparison.Ordinal), $"{hint}: {one}"));
    }

    private static string Mutate(string text, Random random)
    {
        const string Signs = "[]{}:,-?&*!|>'\"%@` \n\t#$.()=<~a1\0é\uD83D";
        var changed = new StringBuilder(text);
        for (var changes = random.Next(1, 6); changes > 0 && changed.Length > 1; changes--)
        {
            var at = random.Next(changed.Length);
            var length = Math.Min(random.Next(1, 40), changed.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    changed.Remove(at, length);
                    break;
                case 1:
                    changed.Insert(random.Next(changed.Length), changed.ToString(at, length));
                    break;
                case 2:
                    changed[at] = Signs[random.Next(Signs.Length)];
                    break;
                case 3:
                    changed.Insert(at, Signs[random.Next(Signs.Length)]);
                    break;
                case 4:
                    changed.Remove(at, changed.Length - at);
                    break;
                default:
                    var lines = changed.ToString().Split('\n');
                    var line = random.Next(lines.Length);
                    lines[line] = random.Next(2) == 0 ? lines[line].TrimStart() : "  " + lines[line];
                    changed = new(string.Join('\n', lines));
                    break;
            }
        }

        return changed.ToString();
    }
}
