using FlowKit.Core.Tests.Properties;
using FlowKit.Executions;
using FlowKit.Running;

namespace FlowKit.Core.Tests.Running;

public class DueHeapTests
{
    [Fact]
    public void After_any_operations_the_first_is_the_earliest_of_those_that_are_in()
    {
        foreach (var seed in Fuzz.Seeds(200))
        {
            Check(seed);
        }
    }

    private static void Check(int seed)
    {
        var random = new Random(seed);
        var items = Enumerable.Range(0, random.Next(1, 60)).Select(_ => new Item()).ToArray();
        var expected = new Dictionary<Item, long>();
        var heap = new DueHeap<Item>();
        for (var step = 0; step < 500; step++)
        {
            var item = items[random.Next(items.Length)];
            switch (random.Next(5))
            {
                case 0:
                    heap.Remove(item);
                    expected.Remove(item);
                    break;
                case 1:
                    heap.Set(item, 0);
                    expected.Remove(item);
                    break;
                case 2 when heap.First is { } first:
                    heap.Remove(first);
                    expected.Remove(first);
                    break;
                default:
                    var due = random.Next(1, 40);
                    heap.Set(item, due);
                    expected[item] = due;
                    break;
            }

            Assert.True(heap.Count == expected.Count, $"seed {seed}, step {step}: {heap.Count} in the heap, {expected.Count} expected");
            Assert.True(
                heap.First is null ? expected.Count == 0 : expected[heap.First] == expected.Values.Min(),
                $"seed {seed}, step {step}: the first is not the earliest");
        }

        Assert.Equal(expected.Values.Order(), Emptied(heap));
    }

    private static List<long> Emptied(DueHeap<Item> heap)
    {
        var order = new List<long>();
        while (heap.First is { } first)
        {
            order.Add(first.Due);
            heap.Remove(first);
            Assert.Equal(-1, first.HeapIndex);
        }

        return order;
    }

    private sealed class Item : IDue
    {
        public long Due { get; set; }

        public int HeapIndex { get; set; } = -1;
    }
}
