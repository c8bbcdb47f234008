/** Chart.js with no more of it than bars need, drawn in the page's own colours. */
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip, type ChartConfiguration } from 'chart.js';
import { useEffect, useRef, useState } from 'preact/hooks';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

export interface Colours {
  readonly text: string;
  readonly line: string;
  readonly series: readonly string[];
}

const readColours = (): Colours => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return { text: colour('--text'), line: colour('--line'), series: ['--series-1', '--series-2', '--series-3', '--series-4'].map(colour) };
};

/** They change when the system goes from light to dark. */
export const useColours = (): Colours => {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const update = (): void => setColours(readColours());
    dark.addEventListener('change', update);
    return () => dark.removeEventListener('change', update);
  }, []);
  return colours;
};

interface ChartCanvasProps {
  readonly config: ChartConfiguration<'bar'>;
  readonly label: string;
}

export const ChartCanvas = ({ config, label }: ChartCanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = JSON.stringify(config);
  useEffect(() => {
    if (!canvas.current) return;
    const chart = new Chart(canvas.current, {
      ...config,
      options: { ...config.options, responsive: true, maintainAspectRatio: false, animation: false },
    });
    return () => chart.destroy();
  }, [drawing]);
  return (
    <div class="chart">
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
};
