using FlowKit.Errors;
using FlowKit.Reading;
using FlowKit.Values;
using FlowKit.Yaml;

namespace FlowKit.Tests.Yaml;

public class YamlSourceTests
{
    [Fact]
    public void Every_node_knows_where_it_stands()
    {
        var root = Map("a: one\nlist:\n  - x: 'y'\n    z: \"w\"\n  - [p, q]\nблок: |\n  text\n");
        var list = (SourceSequence)root.Find("list")!;
        var first = (SourceMapping)list.Items[0];
        var second = (SourceSequence)list.Items[1];
        Assert.Equal((1, 1), Place(root));
        Assert.Equal((1, 4), Place(root.Find("a")!));
        Assert.Equal((2, 1), Place(root.FindKey("list")!));
        Assert.Equal((3, 3), Place(list));
        Assert.Equal((3, 5), Place(first));
        Assert.Equal((3, 8), Place(first.Find("x")!));
        Assert.Equal((4, 8), Place(first.Find("z")!));
        Assert.Equal((5, 5), Place(second));
        Assert.Equal((5, 9), Place(second.Items[1]));
        Assert.Equal((6, 7), Place(root.Find("блок")!));
    }

    [Fact]
    public void Columns_count_utf16_units()
    {
        var root = Map("{ \"😀\": é, b: c }");
        Assert.Equal((1, 9), Place(root.Find("😀")!));
        Assert.Equal((1, 15), Place(root.Find("b")!));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public void Lines_end_in_every_usual_way(string end)
    {
        var root = Map($"a: 1{end}b:{end}  c: 2{end}");
        Assert.Equal((3, 6), Place(((SourceMapping)root.Find("b")!).Find("c")!));
    }

    [Fact]
    public void A_byte_order_mark_moves_nothing() => Assert.Equal((1, 4), Place(Map("\uFEFFa: 1").Find("a")!));

    [Fact]
    public void A_node_stands_behind_its_anchor_and_tag()
    {
        var root = Map("a: &one !!str value\nb: &two\n  c: d\n");
        Assert.Equal((1, 15), Place(root.Find("a")!));
        Assert.Equal((2, 4), Place(root.Find("b")!));
    }

    [Theory]
    [InlineData("a", "\"a\"")]
    [InlineData("", "null")]
    [InlineData("~", "null")]
    [InlineData("null", "null")]
    [InlineData("'null'", "\"null\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("true", "true")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("\"5\"", "\"5\"")]
    [InlineData("5", "5")]
    [InlineData("1.50", "1.50")]
    [InlineData("!!str 5", "5")]
    [InlineData("12345678901234567890.123456789", "12345678901234567890.123456789")]
    [InlineData("[1, {a: b}, ]", "[1,{\"a\":\"b\"}]")]
    [InlineData("|\n  x\n  y\n", "\"x\\ny\\n\"")]
    [InlineData(">-\n  x\n  y\n", "\"x y\"")]
    [InlineData("2024-02-30", "\"2024-02-30\"")]
    public void Values_are_those_of_the_core_schema(string yaml, string json) => Assert.Equal(json, Map($"a: {yaml}").Find("a")!.ToValue().ToJson());

    [Fact]
    public void Aliases_stand_for_what_they_name_and_merge_keys_are_honoured()
    {
        var value = Read("""
            base: &base { a: 1, b: 2 }
            other: &other { b: 3, c: 4 }
            one: { <<: *base, b: 9 }
            both:
              <<: [*base, *other]
              d: 5
            quoted: { '<<': x }
            same: *base
            """).Root.ToValue();
        Assert.Equal("""{"b":9,"a":1}""", value["one"].ToJson());
        Assert.Equal("""{"d":5,"a":1,"b":2,"c":4}""", value["both"].ToJson());
        Assert.Equal("""{"<<":"x"}""", value["quoted"].ToJson());
        Assert.Equal(value["base"], value["same"]);
    }

    [Theory]
    [InlineData("a: 1\n«a: 2", FlowErrorCodes.DuplicateKey)]
    [InlineData("a: {b: 1, «b: 2}", FlowErrorCodes.DuplicateKey)]
    [InlineData("x: &x {a: 1}\nb: { <<: *x, «<<: *x }", FlowErrorCodes.DuplicateKey)]
    [InlineData("? «[a]\n: 1", FlowErrorCodes.KeyNotText)]
    [InlineData("a: {<<: «5}", FlowErrorCodes.InvalidMerge)]
    [InlineData("a: «*b", FlowErrorCodes.UnknownAlias)]
    [InlineData("a: &a [«*a]", FlowErrorCodes.UnknownAlias)]
    [InlineData("--- &a x\n--- «*a", FlowErrorCodes.UnknownAlias)]
    [InlineData("a: b«: c", FlowErrorCodes.InvalidYaml)]
    [InlineData("a: [1, 2\n«b: 3", FlowErrorCodes.InvalidYaml)]
    [InlineData("a: «\"x", FlowErrorCodes.InvalidYaml)]
    [InlineData("a: «@x", FlowErrorCodes.InvalidYaml)]
    [InlineData("a: «\"\\q\"", FlowErrorCodes.InvalidYaml)]
    [InlineData("a: 1«\u0007", FlowErrorCodes.ForbiddenCharacter)]
    [InlineData("a: 1«\0", FlowErrorCodes.ForbiddenCharacter)]
    public void What_is_no_good_yaml_is_told_at_its_place(string text, string code)
    {
        var marked = Marked.Read(text);
        var findings = new Findings();
        _ = FlowSource.ReadAll(marked.Text, "x.yaml", 1000, findings);
        var only = Assert.Single(findings.Ordered());
        Assert.Equal((code, marked.Places[0]), (only.Code, (only.Place.Line, only.Place.Column)));
        Assert.Equal("x.yaml", only.Place.File);
    }

    [Theory]
    [InlineData("tasks:\n«\t- name: a", "tab")]
    [InlineData("tasks:\n  - name: a\n«\tcategory: pass", "tab")]
    [InlineData("a:\n  b: 1\n «c: 2", "indentation")]
    [InlineData("a: b\n«- c", "indentation")]
    [InlineData("  a: 1\n«b: 2", "indentation")]
    [InlineData("a: [1, 2«", "bracket opened in line 1, column 4")]
    [InlineData("a: {b: [1, 2], c: 3\n«d: 4\n", "bracket opened in line 1, column 4")]
    [InlineData("a: [b] «]", "fit")]
    [InlineData("a: 'x' «y", "fit")]
    [InlineData("a: «'x\nb: c", "does not end")]
    [InlineData("a: «\"x\\y\"", "escape")]
    [InlineData("a: x«: y", "quote")]
    [InlineData("a: «`x`", "quote")]
    [InlineData("a: «- b", "list")]
    public void Common_slips_are_told_in_plain_words(string text, string says)
    {
        var marked = Marked.Read(text);
        var only = Assert.Single(FlowYaml.Read(marked.Text).Diagnostics, one => one.Severity == DiagnosticSeverity.Error);
        Assert.Contains(says, $"{only.Message} {only.Hint}", StringComparison.Ordinal);
        Assert.Equal(marked.Places[0], (only.Place.Line, only.Place.Column));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_told_at_its_place()
    {
        foreach (var (text, column) in new[] { ("a: \uD800", 4), ("a: 😀\uDC00\uD800", 6), ("\uD83Dx", 1) })
        {
            var findings = new Findings();
            Assert.Null(FlowSource.ReadAll(text, null, 1000, findings));
            var only = Assert.Single(findings.Ordered());
            Assert.Equal((FlowErrorCodes.ForbiddenCharacter, column), (only.Code, only.Place.Column));
        }
    }

    [Fact]
    public void A_fault_in_the_tree_has_its_path()
    {
        var findings = new Findings();
        _ = FlowSource.ReadAll("tasks:\n  - name: a\n  - retry: {x: 1, x: 2}\n", null, 1000, findings);
        Assert.Equal("tasks[1].retry.x", Assert.Single(findings.Ordered()).Place.Path);
    }

    [Fact]
    public void All_documents_of_a_text_can_be_read()
    {
        var documents = FlowSource.ReadAll("a: 1\n---\n# nothing\n---\n- b\n", null, 1000, new());
        Assert.Equal(["""{"a":1}""", "null", """["b"]"""], documents!.Select(one => one.Root.ToValue().ToJson()));
        Assert.Equal(5, documents![2].Root.Line);
    }

    [Fact]
    public void Aliases_are_expanded_within_a_bound()
    {
        var findings = new Findings();
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i =>
            $"{(char)('a' + i)}: &{(char)('a' + i)} [{string.Join(", ", Enumerable.Repeat($"*{(char)('a' + i - 1)}", 10))}]\n"));
        Assert.Null(FlowSource.ReadAll(text, null, 1_000_000, findings));
        Assert.Equal(FlowErrorCodes.TooManyAliases, Assert.Single(findings.Ordered()).Code);
    }

    [Fact]
    public void Values_nest_64_levels_and_no_deeper()
    {
        Assert.NotNull(FlowSource.ReadAll($"{new string('[', 64)}x{new string(']', 64)}", null, 1000, new()));
        foreach (var text in new[] { new string('[', 65) + new string(']', 65), string.Concat(Enumerable.Repeat("{\"a\":", 65)) + "1" + new string('}', 65) })
        {
            var findings = new Findings();
            _ = FlowSource.ReadAll(text, null, 1000, findings);
            Assert.Equal(FlowErrorCodes.NestedTooDeep, Assert.Single(findings.Ordered()).Code);
        }
    }

    [Fact]
    public void An_alias_counts_the_levels_of_what_it_names()
    {
        var findings = new Findings();
        var half = new string('[', 40) + "x" + new string(']', 40);
        Assert.Null(FlowSource.ReadAll($"a: &a {half}\nb: {new string('[', 30)}*a{new string(']', 30)}\n", null, 1000, findings));
        Assert.Equal(FlowErrorCodes.NestedTooDeep, Assert.Single(findings.Ordered()).Code);
    }

    [Fact]
    public void A_text_larger_than_the_limit_is_not_looked_at()
    {
        var findings = new Findings();
        Assert.Null(FlowSource.ReadAll(new string('é', 51), null, 100, findings));
        Assert.Equal(FlowErrorCodes.TextTooLarge, Assert.Single(findings.Ordered()).Code);
        Assert.NotNull(FlowSource.ReadAll(new string('é', 50), null, 100, new()));
    }

    private static SourceDocument Read(string text)
    {
        var findings = new Findings();
        var document = FlowSource.ReadOne(text, null, 10_000, findings);
        Assert.Empty(findings.Ordered());
        return document!;
    }

    private static SourceMapping Map(string text) => (SourceMapping)Read(text).Root;

    private static (int Line, int Column) Place(SourceNode node) => (node.Line, node.Column);
}
