using FlowKit.Expressions.Functions;

namespace FlowKit.Core.Tests.Expressions;

public class FunctionTests
{
    [Theory]
    [InlineData("long(1.9)", "1")]
    [InlineData("long(-1.9)", "-1")]
    [InlineData("long('12')", "12")]
    [InlineData("long('-12')", "-12")]
    [InlineData("long(true)", "1")]
    [InlineData("double(1) / 2", "0.5")]
    [InlineData("double('1.5')", "1.5")]
    [InlineData("double('1e3')", "1000")]
    [InlineData("str(nil)", "\"null\"")]
    [InlineData("str('a')", "\"a\"")]
    [InlineData("str(seq.list('a', 1))", "\"[\\\"a\\\",1]\"")]
    [InlineData("boolean(nil)", "false")]
    [InlineData("boolean(false)", "false")]
    [InlineData("boolean(0)", "true")]
    [InlineData("boolean('')", "true")]
    [InlineData("map(tuple(nil, true, 1, 1.5, 10 ** 30, 's', tuple(), seq.map(), seq.set(), range(0, 1), /a/, str), type)",
        """["nil","boolean","long","double","bigint","string","list","map","set","range","pattern","function"]""")]
    [InlineData("identity(5)", "5")]
    [InlineData("cmp(1, 2)", "-1")]
    [InlineData("cmp('b', 'a')", "1")]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max(3, 1.5, 2)", "3")]
    [InlineData("min(seq.list(3, 1, 2))", "1")]
    [InlineData("max(seq.list())", "null")]
    [InlineData("max(nil, 1)", "1")]
    [InlineData("max('a', 'b')", "\"b\"")]
    [InlineData("math.max(1, 2)", "2")]
    [InlineData("seq.min(tuple(2, 1))", "1")]
    [InlineData("rand() < 1 && rand() >= 0", "true")]
    [InlineData("rand(1)", "0")]
    [InlineData("now()", "1767323045678")]
    [InlineData("sysdate() == now()", "true")]
    [InlineData("date_to_string(now(), 'yyyy-MM-dd HH:mm:ss.SSS')", "\"2026-01-02 03:04:05.678\"")]
    [InlineData("date_to_string(0, \"yyyy-MM-dd'T'HH:mm:ss'Z'\")", "\"1970-01-01T00:00:00Z\"")]
    [InlineData("date_to_string(0, \"d/M/yy h a ''\")", "\"1/1/70 12 AM '\"")]
    [InlineData("date_to_string(0, 'd')", "\"1\"")]
    [InlineData("string_to_date('2026-01-02 03:04', 'yyyy-MM-dd HH:mm')", "1767323040000")]
    public void Values(string expression, string json) => Assert.Equal(json, Evaluate.Value(expression).ToJson());

    [Theory]
    [InlineData("math.abs(-5)", "5")]
    [InlineData("math.abs(-1.5)", "1.5")]
    [InlineData("math.abs(-9223372036854775808)", "9223372036854775808")]
    [InlineData("math.round(2.5)", "3")]
    [InlineData("math.round(-2.5)", "-2")]
    [InlineData("math.round(2.4)", "2")]
    [InlineData("math.round(0.49999999999999994)", "0")]
    [InlineData("math.round(7)", "7")]
    [InlineData("math.floor(2.7)", "2")]
    [InlineData("math.ceil(2.1)", "3")]
    [InlineData("math.floor(7) / 2", "3.5")]
    [InlineData("math.sqrt(16)", "4")]
    [InlineData("math.pow(2, 10)", "1024")]
    [InlineData("math.log(1)", "0")]
    [InlineData("math.log10(1000)", "3")]
    [InlineData("math.exp(0)", "1")]
    [InlineData("math.sin(0) + math.cos(0) + math.tan(0)", "1")]
    [InlineData("math.asin(0) + math.atan(0) + math.acos(1)", "0")]
    public void Mathematics(string expression, string json) => Assert.Equal(json, Evaluate.Value(expression).ToJson());

    [Theory]
    [InlineData("string.length('')", "0")]
    [InlineData("string.contains('media', 'edi')", "true")]
    [InlineData("string.contains('media', '')", "true")]
    [InlineData("string.contains('media', 'x')", "false")]
    [InlineData("string.indexOf('media', 'd')", "2")]
    [InlineData("string.indexOf('media', 'x')", "-1")]
    [InlineData("string.startsWith('media', 'me')", "true")]
    [InlineData("string.endsWith('media', 'ia')", "true")]
    [InlineData("string.endsWith('ia', 'media')", "false")]
    [InlineData("string.substring('media', 1)", "\"edia\"")]
    [InlineData("string.substring('media', 1, 3)", "\"ed\"")]
    [InlineData("string.substring('media', 5)", "\"\"")]
    [InlineData("string.trim('  a b ')", "\"a b\"")]
    [InlineData("string.toUpperCase('aé')", "\"AÉ\"")]
    [InlineData("string.toLowerCase('AÉ')", "\"aé\"")]
    [InlineData("string.join(seq.list(1, 'a', nil, 2.5), ', ')", "\"1, a, null, 2.5\"")]
    [InlineData("string.join(seq.list('a', 'b'))", "\"ab\"")]
    [InlineData("string.join(seq.list(), ',')", "\"\"")]
    [InlineData("string.join(range(0, 3), '-')", "\"0-1-2\"")]
    [InlineData("string.split('a,b,,c', ',')", """["a","b","","c"]""")]
    [InlineData("string.split('a,b,,', ',')", """["a","b"]""")]
    [InlineData("string.split('a,b,,', ',', -1)", """["a","b","",""]""")]
    [InlineData("string.split('a,b,c', ',', 2)", """["a","b,c"]""")]
    [InlineData("string.split(',a', ',')", """["","a"]""")]
    [InlineData("string.split('', ',')", """[""]""")]
    [InlineData("string.split(',,', ',')", "[]")]
    [InlineData("string.split('abc', '')", """["a","b","c"]""")]
    [InlineData("string.split('a1b22c', '[0-9]+')", """["a","b","c"]""")]
    [InlineData("string.split('a.b', '\\\\.')", """["a","b"]""")]
    [InlineData("string.replace_all('a1b22', '[0-9]+', '#')", "\"a#b#\"")]
    [InlineData("string.replace_all('a1b22', /([0-9]+)/, '<$1>')", "\"a<1>b<22>\"")]
    [InlineData("string.replace_all('aa', 'a', '\\\\$')", "\"$$\"")]
    [InlineData("string.replace_all('ab', '', '-')", "\"-a-b-\"")]
    [InlineData("string.replace_all('ab', '(x)?b', '[$1]')", "\"a[]\"")]
    [InlineData("string.replace_first('aba', 'a', 'x')", "\"xba\"")]
    [InlineData("string.replace_all('aba', 'a', '<$0>')", "\"<a>b<a>\"")]
    [InlineData("string.replace_all('a1b22', '[0-9]+', '<$0>')", "\"a<1>b<22>\"")]
    [InlineData("string.replace_all('aaa', 'aa', 'x')", "\"xa\"")]
    [InlineData("string.split('a--b--', '--')", """["a","b"]""")]
    [InlineData("string.replace_first('aba', 'z', 'x')", "\"aba\"")]
    [InlineData("let p = 'b'; string.replace_all('abab', p, 'c')", "\"acac\"")]
    public void Texts(string expression, string json) => Assert.Equal(json, Evaluate.Value(expression).ToJson());

    [Theory]
    [InlineData("tuple(1, 2)", "[1,2]")]
    [InlineData("seq.set(1, 2, 1, 1.0, 'a', 'a', nil, nil)", "[1,2,\"a\",null]")]
    [InlineData("seq.set(seq.list(1), seq.list(1), seq.list(2))", "[[1],[2]]")]
    [InlineData("seq.set(10 ** 20, 1e20, 10 ** 20)", "[100000000000000000000]")]
    [InlineData("let s = seq.set(1); seq.add(s, 1); seq.add(s, 2); seq.remove(s, 1); seq.add(s, 1); s", "[2,1]")]
    [InlineData("let s = seq.set(1, 2); include(s, 2) && !include(s, 3) && seq.get(s, 1) == 1 && seq.get(s, 5) == nil", "true")]
    [InlineData("seq.entry('a', 1)", """{"key":"a","value":1}""")]
    [InlineData("seq.add(seq.map(), seq.entry('a', 1))", """{"a":1}""")]
    [InlineData("seq.add(seq.map(), 'a', 1)", """{"a":1}""")]
    [InlineData("seq.add(seq.list(), 1)", "[1]")]
    [InlineData("seq.add_all(seq.list(1), seq.list(2, 3))", "[1,2,3]")]
    [InlineData("seq.add_all(seq.map('a', 1, 'b', 2), seq.map('b', 3, 'c', 4))", """{"a":1,"b":3,"c":4}""")]
    [InlineData("let l = seq.list(1, 2); seq.add_all(l, l); l", "[1,2,1,2]")]
    [InlineData("into(seq.list(), range(0, 3))", "[0,1,2]")]
    [InlineData("let l = seq.list(5, 6); seq.put(l, 0, 7) + l[0]", "12")]
    [InlineData("let m = seq.map(); seq.put(m, 'a', 1)", "null")]
    [InlineData("seq.remove(seq.list(1, 2, 1), 1)", "[2,1]")]
    [InlineData("seq.remove(seq.map('a', 1, 'b', 2), 'a')", """{"b":2}""")]
    [InlineData("seq.get(seq.list(5, 6), 1)", "6")]
    [InlineData("seq.get(seq.map('a', 5), 'a')", "5")]
    [InlineData("seq.get(seq.map('a', 5), 'b')", "null")]
    [InlineData("seq.contains_key(seq.map('a', nil), 'a')", "true")]
    [InlineData("seq.contains_key(seq.map('a', nil), 'b')", "false")]
    [InlineData("seq.contains_key(seq.list(1), 1)", "false")]
    [InlineData("seq.keys(seq.map('a', 1, 'b', 2))", """["a","b"]""")]
    [InlineData("seq.vals(seq.map('a', 1, 'b', 2))", "[1,2]")]
    [InlineData("seq.keys(nil)", "null")]
    [InlineData("reverse(seq.list(1, 2, 3))", "[3,2,1]")]
    [InlineData("count(nil)", "0")]
    [InlineData("count('abc')", "3")]
    [InlineData("count(seq.map('a', 1))", "1")]
    [InlineData("count(range(0, 10, 3))", "4")]
    [InlineData("seq.size(seq.list(1))", "1")]
    [InlineData("is_empty(seq.list()) && is_empty(nil) && !is_empty('a')", "true")]
    [InlineData("range(0, 3)", "[0,1,2]")]
    [InlineData("range(3, 0)", "[]")]
    [InlineData("range(3, 0, -1)", "[3,2,1]")]
    [InlineData("range(0, 10, 4)", "[0,4,8]")]
    [InlineData("range(9223372036854775800, 9223372036854775807, 5)", "[9223372036854775800,9223372036854775805]")]
    public void Lists_and_maps(string expression, string json) => Assert.Equal(json, Evaluate.Value(expression).ToJson());

    [Theory]
    [InlineData("map(source, lambda(x) -> x * 2 end)", "[6,2,4]")]
    [InlineData("map(source, str)", """["3","1","2"]""")]
    [InlineData("map(source, -)", null)]
    [InlineData("map(nil, str)", "null")]
    [InlineData("map(seq.map('a', 1), lambda(e) -> e.key + e.value end)", """["a1"]""")]
    [InlineData("map('ab', string.toUpperCase)", """["A","B"]""")]
    [InlineData("filter(source, lambda(x) -> x > 1 end)", "[3,2]")]
    [InlineData("filter(source, seq.gt(1))", "[3,2]")]
    [InlineData("filter(seq.map('a', 1, 'b', 2), lambda(e) -> e.value > 1 end)", """{"b":2}""")]
    [InlineData("filter(nil, seq.gt(1))", "null")]
    [InlineData("reduce(source, +, 0)", "6")]
    [InlineData("reduce(source, *, 1)", "6")]
    [InlineData("reduce(source, max, 0)", "3")]
    [InlineData("reduce(nil, +, 5)", "5")]
    [InlineData("reduce(source, /, 12)", "2")]
    [InlineData("reduce(range(1, 6), lambda(a, b) -> a * b end, 1)", "120")]
    [InlineData("sort(source)", "[1,2,3]")]
    [InlineData("sort(source); source", "[3,1,2]")]
    [InlineData("sort(seq.list('b', nil, 'a'))", """[null,"a","b"]""")]
    [InlineData("sort(source, comparator(lambda(x, y) -> x > y end))", "[3,2,1]")]
    [InlineData("sort(source, lambda(x, y) -> y - x end)", "[3,2,1]")]
    [InlineData("sort(source, >)", "[3,2,1]")]
    [InlineData("sort(source, lambda(x, y) -> false end)", "[3,1,2]")]
    [InlineData("map(sort(seq.list(tuple(1, 'a'), tuple(0, 'b'), tuple(1, 'c'), tuple(0, 'd')), lambda(x, y) -> x[0] < y[0] end), lambda(p) -> p[1] end)", """["b","d","a","c"]""")]
    [InlineData("sort(nil)", "null")]
    [InlineData("include(source, 2)", "true")]
    [InlineData("include(source, 2.0)", "true")]
    [InlineData("include(source, '2')", "false")]
    [InlineData("include(nil, 1)", "false")]
    [InlineData("include(seq.map('a', 1), 'a')", "true")]
    [InlineData("include(range(0, 3), 2)", "true")]
    [InlineData("distinct(seq.list(1, 2, 1, 'a', 'a'))", """[1,2,"a"]""")]
    [InlineData("concat(source, seq.list(4))", "[3,1,2,4]")]
    [InlineData("repeat(3, 'x')", """["x","x","x"]""")]
    [InlineData("group_by(source, lambda(x) -> x > 1 end)", """{"true":[3,2],"false":[1]}""")]
    [InlineData("zipmap(seq.list('a', 'b'), seq.list(1, 2, 3))", """{"a":1,"b":2}""")]
    [InlineData("seq.every(source, seq.gt(0))", "true")]
    [InlineData("seq.every(source, seq.gt(1))", "false")]
    [InlineData("seq.not_any(source, seq.gt(5))", "true")]
    [InlineData("seq.some(source, seq.lt(3))", "1")]
    [InlineData("seq.some(source, seq.lt(0))", "null")]
    [InlineData("filter(tuple(1, nil, 2), seq.exists())", "[1,2]")]
    [InlineData("filter(tuple(1, nil, 2), seq.nil())", "[null]")]
    [InlineData("filter(tuple(true, false, 1), seq.true())", "[true]")]
    [InlineData("filter(tuple(true, false, nil), seq.false())", "[false]")]
    [InlineData("filter(range(0, 9), seq.and(seq.ge(2), seq.le(4), seq.neq(3)))", "[2,4]")]
    [InlineData("filter(range(0, 9), seq.or(seq.eq(1), seq.gt(7)))", "[1,8]")]
    [InlineData("filter(tuple(true, false), !)", "[false]")]
    public void Functions_over_lists(string expression, string? json)
    {
        if (json is null)
        {
            Assert.Equal("FLOW3053", Evaluate.Fault(expression, "[3,1,2]").Code);
        }
        else
        {
            Assert.Equal(json, Evaluate.Value(expression, "[3,1,2]").ToJson());
        }
    }

    [Fact]
    public void Sorting_is_stable_and_complete()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var numbers = Enumerable.Range(0, random.Next(100)).Select(_ => random.Next(20)).ToArray();
            var sorted = Evaluate.Value("sort(source)", $"[{string.Join(',', numbers)}]");
            Assert.Equal($"[{string.Join(',', numbers.Order())}]", sorted.ToJson());
        }
    }

    [Fact]
    public void Functions_that_change_a_list_while_it_is_gone_through_do_no_harm()
    {
        Assert.Equal(1, Evaluate.Value("let l = seq.list(1, 2); seq.some(l, lambda(x) -> seq.remove(l, 1); seq.remove(l, 2); true end)"));
        Assert.Equal("{}", Evaluate.Value("let m = seq.map('a', 1); filter(m, lambda(e) -> seq.remove(m, 'a'); true end)").ToJson());
        Assert.Equal("[1]", Evaluate.Value("let l = seq.list(1, 2); map(l, lambda(x) -> seq.remove(l, 2); x end)").ToJson());
    }

    [Fact]
    public void Nothing_reaches_outside()
    {
        string[] outside = ["print", "println", "p", "eval", "load", "require", "io.slurp", "System.exit", "__env__", "assert", "undef"];
        Assert.All(outside, name => Assert.Null(BuiltIns.Find(name)));
        Assert.All(outside, name => Assert.Equal("FLOW3052", Evaluate.Refusal($"{name}('x')").Code));
        Assert.Equal("FLOW3050", Evaluate.Refusal("new Date()").Code);
        Assert.Equal("FLOW3050", Evaluate.Refusal("use java.util.*;").Code);
    }
}
