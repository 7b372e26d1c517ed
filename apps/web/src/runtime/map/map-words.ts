import { defineWords } from '../../words/words.js';

export const mapWords = defineWords('map', {
  country: ['全国', 'Country'],
  zoom_in: ['放大', 'Zoom in'],
  zoom_out: ['缩小', 'Zoom out'],
  whole: ['全图', 'Whole map'],
  missing: ['地图未能加载。', 'The map could not be loaded.'],
  unplaced: ['{{count}} 项没有可显示的位置', '{{count}} without a place on the map'],
  legend: ['从 {{least}} 到 {{most}}', 'From {{least}} to {{most}}'],
  path: ['地图层级', 'Levels of the map'],
});
